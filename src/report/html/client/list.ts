const filters = document.getElementById('filters') as HTMLFormElement;
const list = document.getElementById('list') as HTMLElement;
const shown = document.getElementById('shown') as HTMLOutputElement;
const rows = Array.from(list.children) as HTMLLIElement[];
const fields = ['verdict', 'drift', 'locale', 'scenario', 'persona', 'rule'] as const;
/** Its place, for each row as it was played. */
const placeOfRow = new Map(rows.map((row, place) => [row, place]));
/** All rows in the order they are wanted in. */
let ordered: readonly HTMLLIElement[] = rows;

const selectOf = (name: string): HTMLSelectElement | null => filters.querySelector(`select[name="${name}"]`);
const searchBox = filters.querySelector('input[name="search"]') as HTMLInputElement;
const searchText = (): string => searchBox.value.trim().toLowerCase();

/** Shows what fits all that is chosen. The rest is taken out: to hide two thousand rows where they stand takes the browser ten times as long. */
function filterList(): void {
  const chosen = fields.flatMap((name) => {
    const select = selectOf(name);
    // The first option is “all”.
    return select === null || select.selectedIndex < 1
      ? []
      : [[name, String(select.selectedIndex - 1)] as const];
  });
  const search = searchText();
  const holds = finder(search);
  const fitting = ordered.filter(
    (row) =>
      chosen.every(([name, value]) =>
        name === 'rule' ? (row.dataset.rule ?? '').split(' ').includes(value) : row.dataset[name] === value,
      ) &&
      (search === '' || holds(placeOfRow.get(row) ?? 0)),
  );
  const count = fitting.length;
  const stands = count === list.children.length && fitting.every((row, at) => list.children[at] === row);
  if (!stands) list.replaceChildren(...fitting);
  shown.textContent = `${word('shown').replace('{shown}', String(count)).replace('{count}', String(rows.length))}${
    count === 0 ? ` ${word('none')}` : ''
  }`;
}

/** Failed before unknown before passed, then the lowest total first; shown by the next `filterList`. */
function sortList(): void {
  const worst = selectOf('sort')?.value === 'worst';
  // By the places of the verdicts in their filter: pass, fail, unknown.
  const gravity = ({ dataset }: HTMLLIElement) => [2, 0, 1][Number(dataset.verdict)] ?? 2;
  ordered = worst
    ? [...rows].sort(
        (a, b) => gravity(a) - gravity(b) || Number(a.dataset.total ?? 101) - Number(b.dataset.total ?? 101),
      )
    : rows;
}

/** Places of what is shown, in the order it is shown in. */
function shownPlaces(): number[] {
  return (Array.from(list.children) as HTMLLIElement[]).map((row) => placeOfRow.get(row) ?? 0);
}

/** Sets the filters to what a link of the overview names, and nothing else. */
function chooseByLink(link: string): boolean {
  const wanted = [...new URLSearchParams(link)].filter(([name]) => fields.some((field) => field === name));
  if (wanted.length === 0) return false;
  filters.reset();
  for (const [name, value] of wanted) {
    const select = selectOf(name);
    if (select !== null) select.value = value;
  }
  sortList();
  filterList();
  return true;
}
