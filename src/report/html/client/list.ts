const filters = document.getElementById('filters') as HTMLFormElement;
const list = document.getElementById('list') as HTMLElement;
const shown = document.getElementById('shown') as HTMLOutputElement;
const rows = Array.from(list.children) as HTMLLIElement[];
const fields = ['verdict', 'drift', 'locale', 'scenario', 'persona', 'rule'] as const;
/** Its place, for each row as it was played. */
const placeOfRow = new Map(rows.map((row, place) => [row, place]));

const selectOf = (name: string): HTMLSelectElement | null => filters.querySelector(`select[name="${name}"]`);
const searchBox = filters.querySelector('input[name="search"]') as HTMLInputElement;
const searchText = (): string => searchBox.value.trim().toLowerCase();

/** Shows what fits all that is chosen. */
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
  let count = 0;
  rows.forEach((row, place) => {
    const fits =
      chosen.every(([name, value]) =>
        name === 'rule' ? (row.dataset.rule ?? '').split(' ').includes(value) : row.dataset[name] === value,
      ) &&
      (search === '' || holds(place));
    row.hidden = !fits;
    if (fits) count += 1;
  });
  shown.textContent = `${word('shown').replace('{shown}', String(count)).replace('{count}', String(rows.length))}${
    count === 0 ? ` ${word('none')}` : ''
  }`;
}

/** Failed before unknown before passed, then the lowest total first. */
function sortList(): void {
  const worst = selectOf('sort')?.value === 'worst';
  // By the places of the verdicts in their filter: pass, fail, unknown.
  const gravity = ({ dataset }: HTMLLIElement) => [2, 0, 1][Number(dataset.verdict)] ?? 2;
  const sorted = worst
    ? [...rows].sort(
        (a, b) => gravity(a) - gravity(b) || Number(a.dataset.total ?? 101) - Number(b.dataset.total ?? 101),
      )
    : rows;
  // Moving what stands right already would cost as much as the first layout.
  if (sorted.some((row, at) => list.children[at] !== row)) list.append(...sorted);
}

/** Places of what is shown, in the order it is shown in. */
function shownPlaces(): number[] {
  return (Array.from(list.children) as HTMLLIElement[])
    .filter((row) => !row.hidden)
    .map((row) => placeOfRow.get(row) ?? 0);
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
