import { render } from 'ink-testing-library';
import { describe, expect, test, vi } from 'vitest';
import { type WatchedCase, WatchList } from '../../src/ui/WatchList.tsx';

const watched = (id: string, fields: Partial<WatchedCase> = {}): WatchedCase => ({
  id,
  verdict: 'pass',
  score: '90.0',
  reason: '',
  playing: false,
  turned: false,
  ...fields,
});

describe('the list of watched cases', () => {
  test('shows failures first, with a sign beside the colour, and no more than the terminal holds', () => {
    const cases = [
      ...Array.from({ length: 30 }, (_, index) => watched(`a-${index}/p/en/1`)),
      watched('z/p/en/1', { verdict: 'fail', score: '55.0', reason: 'total 55, pass mark 80', turned: true }),
    ];
    const { lastFrame } = render(
      <WatchList cases={cases} status="waiting" help="q quit" columns={80} rows={12} onKey={() => {}} />,
    );
    const lines = lastFrame()!.split('\n');
    expect(lines[0]).toMatch(/^✗ z\/p\/en\/1 .*55\.0 ↻ total 55/);
    expect(lines[1]).toMatch(/^✓ a-0/);
    expect(lines.length).toBeLessThanOrEqual(12);
    expect(lastFrame()).toContain('waiting');
    expect(lastFrame()).toContain('+24');
  });

  test('hands its keys on, Ctrl-C among them', async () => {
    const onKey = vi.fn();
    const { stdin } = render(<WatchList cases={[]} status="" help="" columns={80} rows={12} onKey={onKey} />);
    await new Promise((resolve) => setImmediate(resolve));
    for (const key of ['f', '\r', '\u0003']) stdin.write(key);
    await new Promise((resolve) => setImmediate(resolve));
    expect(onKey.mock.calls.map(([key]) => key)).toEqual(['f', 'enter', 'ctrl-c']);
  });
});
