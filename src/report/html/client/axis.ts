const AXIS_WIDTH = 800;
const AXIS_BASE = 58;
/** A bar's height says the state as well as its colour does. */
const BAR_HEIGHT: Readonly<Record<string, number>> = { good: 5, warn: 12, bad: 20, soft: 5 };

function axisOf({ mood, waits, ticks, faults }: AxisData): Child {
  const picture = draw(
    'svg',
    {
      class: 'run',
      viewBox: `0 0 ${AXIS_WIDTH} 60`,
      preserveAspectRatio: 'none',
      role: 'img',
      'aria-label': [word('axisAbout'), ...waits.map(([, , , text]) => text)].join('; '),
    },
    draw('line', { class: 'zero', x1: 0, x2: AXIS_WIDTH, y1: 19, y2: 19 }),
    draw('line', { class: 'base', x1: 0, x2: AXIS_WIDTH, y1: AXIS_BASE, y2: AXIS_BASE }),
    ...waits.map(([x, width, tone, text]) => {
      const height = BAR_HEIGHT[tone] ?? 5;
      return draw(
        'rect',
        { class: `fill-${tone}`, x, width, y: AXIS_BASE - height, height },
        draw('title', {}, text),
      );
    }),
    mood === '' ? null : draw('path', { class: 'mood', d: mood }),
    ...faults.map((x) => draw('path', { class: 'fault', d: `M${x} 36l4 -7h-8z` })),
  );
  const box = make('div', { class: 'line' }, picture);
  for (const [x, text] of ticks) {
    const tick = make('span', { class: 'tick', 'aria-hidden': 'true' }, text);
    // Through the object model, where the policy has no inline style to forbid.
    tick.style.left = `${(100 * x) / AXIS_WIDTH}%`;
    box.append(tick);
  }
  const whole = make('div', {}, box, make('p', { class: 'who' }, word('legend')));
  return whole;
}
