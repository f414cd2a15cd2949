/** A conversation laid out. `search`: words to mark in it, in small letters. */
function readerOf(chat: ChatData, search: string): Child[] {
  return [
    make('h2', { tabindex: '-1' }, ...marked(chat.title, search)),
    make(
      'p',
      {},
      make('span', { class: `tag ${chat.verdict[0]}` }, chat.verdict[1]),
      ' ',
      make('span', { class: 'soft' }, ...marked(chat.about.join(' · '), search)),
    ),
    ...chat.notes.map((note) => make('p', { class: 'note' }, note)),
    scoresOf(chat),
    ...(chat.reasons.length === 0
      ? []
      : [
          make('h3', {}, word('reasons')),
          make('ul', { lang: chat.lang }, ...chat.reasons.map((reason) => make('li', {}, reason))),
        ]),
    ...(chat.drift === undefined ? [] : driftOf(chat.drift, chat.lang, search)),
    ...(chat.axis === null ? [] : [make('h3', {}, word('axis')), axisOf(chat.axis)]),
    ...(chat.loose.length === 0
      ? []
      : [make('h3', {}, word('loose')), marksOf(chat.loose, chat.lang, search)]),
    ...(chat.lines.length === 0
      ? []
      : [
          make('h3', {}, word('chat')),
          make('ol', { class: 'chat' }, ...chat.lines.map((line) => lineOf(line, chat.lang, search))),
        ]),
    make('h3', {}, word('repeat')),
    make('pre', { tabindex: '0' }, make('code', {}, chat.command)),
  ];
}

function scoresOf({ scores }: ChatData): Child {
  return make(
    'dl',
    { class: 'scores', 'aria-label': word('scores') },
    ...scores.map(([name, value]) =>
      make(
        'div',
        {},
        make('dt', {}, words[name] ?? ''),
        make('dd', {}, value === null ? '–' : String(Math.round(value * 10) / 10)),
      ),
    ),
  );
}

function lineOf(line: LineData, lang: string, search: string): Child {
  if (line.s === 'd' || line.s === 'm')
    return make(
      'li',
      {},
      make(
        'div',
        { class: line.s === 'm' ? 'deed mood' : 'deed' },
        `${line.t} · `,
        ...marked(line.x, search),
      ),
      marksOf(line.f ?? [], lang, search),
    );
  const side = line.s === 'b' ? 'buyer' : line.s === 'a' ? 'agent' : 'system';
  return make(
    'li',
    {},
    make(
      'div',
      { class: `said ${side}` },
      make(
        'div',
        { class: 'who' },
        `${line.t} ${word(side)}`,
        line.w === undefined ? null : make('span', { class: line.w[0] }, ` · ${line.w[1]}`),
      ),
      make('p', { class: 'bubble', lang }, ...marked(line.x, search)),
      line.a === undefined
        ? null
        : make(
            'p',
            { class: 'acts' },
            `${word('meant')} ${line.a.map((act) => words[act] ?? '').join(' · ')}`,
          ),
    ),
    marksOf(line.f ?? [], lang, search),
  );
}

function marksOf(findings: readonly FindingData[], lang: string, search: string): Child {
  if (findings.length === 0) return null;
  return make(
    'ul',
    { class: 'marks' },
    ...findings.map(({ r, v, s, p, m, b }) =>
      make(
        'li',
        { class: v === 'good' ? 'strength' : v },
        make(
          'p',
          { class: 'head' },
          v === 'good' ? '+ ' : '! ',
          ...marked(words[r] ?? '', search),
          ' ',
          make(
            'span',
            { class: 'soft' },
            [words[s] ?? '', ...(p === 0 ? [] : [word('points').replace('{points}', signedPoints(p))])].join(
              ' · ',
            ),
          ),
        ),
        make('p', { lang }, ...marked(m, search)),
        b === undefined
          ? null
          : make('p', { class: 'better' }, `${word('better')} `, make('q', { lang }, ...marked(b, search))),
      ),
    ),
  );
}

const signedPoints = (points: number) => `${points > 0 ? '+' : '−'}${Math.abs(points)}`;

function driftOf(drift: DriftData, lang: string, search: string): Child[] {
  const itemsOf = (items: readonly DriftLine[]) =>
    items.length === 0
      ? null
      : make(
          'ul',
          {},
          ...items.map(([tone, level, text]) =>
            make('li', {}, make('span', { class: `tag ${tone}` }, words[level] ?? ''), ' ', text),
          ),
        );
  return [
    make('h3', {}, `${word('drift')} `, make('span', { class: `tag ${drift.level[0]}` }, drift.level[1])),
    itemsOf(drift.items),
    ...drift.rounds.map(({ name, buyer, sides, items }) =>
      make(
        'div',
        { class: items.length === 0 ? 'round' : 'round changed' },
        make('h4', {}, name),
        ...buyer.map((text) =>
          make('div', { class: 'said buyer' }, make('p', { class: 'bubble', lang }, ...marked(text, search))),
        ),
        make(
          'div',
          { class: 'pair' },
          ...sides.map(({ agent, notes }, index) =>
            make(
              'div',
              {},
              make('h5', {}, word(index === 0 ? 'recorded' : 'today')),
              ...agent.map((text) => make('p', { class: 'bubble', lang }, ...marked(text, search))),
              ...notes.map((note) => make('div', { class: 'who' }, note)),
            ),
          ),
        ),
        itemsOf(items),
      ),
    ),
  ];
}
