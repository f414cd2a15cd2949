/** Ids in words of the reader's language; an id that nobody knows stays what it is. */
export interface Titles {
  scenario(id: string): string;
  persona(id: string): string;
  rule(id: string): string;
}
