type Child = Node | string | null;

/** An element with attributes and children. Strings become text, never markup. */
function make(tag: string, attributes: Readonly<Record<string, string>>, ...children: Child[]): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== null));
  return element;
}

function draw(
  tag: string,
  attributes: Readonly<Record<string, string | number>>,
  ...children: Child[]
): Element {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** A text with the searched words marked. */
function marked(text: string, search: string): Child[] {
  if (search === '') return [text];
  const small = text.toLowerCase();
  // Letters whose small form is longer would shift the places.
  if (small.length !== text.length) return [text];
  const pieces: Child[] = [];
  let from = 0;
  for (let at = small.indexOf(search); at !== -1; at = small.indexOf(search, from)) {
    pieces.push(text.slice(from, at), make('mark', {}, text.slice(at, at + search.length)));
    from = at + search.length;
  }
  pieces.push(text.slice(from));
  return pieces;
}
