import { type ChildProcess, spawn } from 'node:child_process';

const GRACE_MS = 1_500;

/** Ends a process with all that it started: asks first, then kills. Resolves once it is gone. */
export function endProcessGroup(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
      signalGroup(child, 'SIGKILL');
      resolve();
      return;
    }
    const limit = setTimeout(() => signalGroup(child, 'SIGKILL'), GRACE_MS);
    child.once('close', () => {
      clearTimeout(limit);
      // Whatever it left running in its group goes too.
      signalGroup(child, 'SIGKILL');
      resolve();
    });
    child.stdin?.end();
    signalGroup(child, 'SIGTERM');
  });
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore', windowsHide: true }).on(
      'error',
      () => {},
    );
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // Nobody of the group is left.
  }
}
