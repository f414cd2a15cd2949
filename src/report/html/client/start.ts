const whole = document.getElementById('whole') as HTMLElement;
const reader = document.getElementById('reader') as HTMLElement;
const pageTitle = document.title;
let scrolled = 0;
let reading: number | null = null;

function openChat(chat: ChatData, place: number): void {
  if (reading === null) scrolled = scrollY;
  reading = place;
  reader.replaceChildren(stepsOf(place), ...readerOf(chat, searchText()).filter((child) => child !== null));
  whole.hidden = true;
  reader.hidden = false;
  document.title = chat.title;
  scrollTo(0, 0);
  reader.querySelector('h2')?.focus({ preventScroll: true });
}

/** Back, and on to what stands beside it in the list. */
function stepsOf(place: number): HTMLElement {
  const places = shownPlaces();
  const at = places.indexOf(place);
  const step = (to: number | undefined, name: string) =>
    to === undefined ? null : make('a', { href: `#c${to}` }, word(name));
  return make(
    'nav',
    { class: 'steps', 'aria-label': word('chat') },
    make('a', { href: '#list' }, `← ${word('back')}`),
    step(at > 0 ? places[at - 1] : undefined, 'previous'),
    step(at === -1 ? undefined : places[at + 1], 'next'),
    at === -1
      ? null
      : make(
          'span',
          { class: 'soft' },
          word('place')
            .replace('{place}', String(at + 1))
            .replace('{count}', String(places.length)),
        ),
  );
}

function showList(): void {
  const before = reading;
  reading = null;
  reader.hidden = true;
  whole.hidden = false;
  document.title = pageTitle;
  if (before === null) return;
  scrollTo(0, scrolled);
  rows[before]?.querySelector('a')?.focus({ preventScroll: true });
  rows[before]?.scrollIntoView({ block: 'nearest' });
}

function goToHash(): void {
  const hash = location.hash.slice(1);
  const place = /^c(\d+)$/.exec(hash);
  const chat = place === null ? null : chatAt(Number(place[1]));
  if (chat !== null) openChat(chat, Number(place![1]));
  else showList();
  if (chooseByLink(hash)) {
    filters.scrollIntoView();
    list.focus({ preventScroll: true });
  }
}

filters.hidden = false;
filters.addEventListener('submit', (event) => event.preventDefault());
filters.addEventListener('input', filterList);
// Not at any change: rows that move between press and release of the mouse are not clicked.
selectOf('sort')?.addEventListener('change', () => {
  sortList();
  filterList();
});
// What was chosen is only gone once the event is over.
filters.addEventListener('reset', () =>
  requestAnimationFrame(() => {
    sortList();
    filterList();
  }),
);
addEventListener('hashchange', goToHash);
addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && reading !== null) location.hash = 'list';
});
filterList();
goToHash();
