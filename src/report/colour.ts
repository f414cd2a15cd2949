/** Colour says nothing that the words do not say as well. */
export interface Paint {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly dim: (text: string) => string;
}

export function paint(colour: boolean): Paint {
  const wrap = (open: number, close: number) => (text: string) =>
    colour ? `\u001b[${open}m${text}\u001b[${close}m` : text;
  return { good: wrap(32, 39), bad: wrap(31, 39), strong: wrap(1, 22), dim: wrap(2, 22) };
}
