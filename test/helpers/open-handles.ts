/** Sockets, timers and child processes that are still open on our side. */
export function openHandles(): number {
  return process
    .getActiveResourcesInfo()
    .filter((name) => name.startsWith('TCP') || name === 'Timeout' || name === 'ProcessWrap').length;
}
