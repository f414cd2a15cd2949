/** Cuts what a connection brings into lines, whatever pieces it comes in. A line that never ends is cut off by `tooLong`. */
export function createLineSplitter(
  charsMax: number,
  onLine: (line: string) => void,
  tooLong: () => void,
): (chunk: string) => void {
  let rest = '';
  let over = false;
  return (chunk) => {
    if (over) return;
    let from = 0;
    for (let end = chunk.indexOf('\n', from); end !== -1; end = chunk.indexOf('\n', from)) {
      const line = rest + chunk.slice(from, end);
      rest = '';
      from = end + 1;
      if (line.length > charsMax) break;
      if (line.trim() !== '') onLine(line);
    }
    rest += chunk.slice(from);
    if (rest.length > charsMax) {
      over = true;
      rest = '';
      tooLong();
    }
  };
}
