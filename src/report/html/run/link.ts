import { forPage } from '../for-page.ts';

/** A link that sets the filters of the list. Ids go in as the filters' options have them. */
export function linkTo(filters: Readonly<Record<string, string>>): string {
  const link = new URLSearchParams();
  for (const [name, id] of Object.entries(filters)) link.set(name, forPage(id));
  return `#${link}`;
}
