/** Puts a text of the interface into words in the reader's language. */
export type Say = (key: string, slots?: Readonly<Record<string, string | number>>) => string;
