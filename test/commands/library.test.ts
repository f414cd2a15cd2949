import { describe, expect, it } from 'vitest';
import { createInProcessPort, openPeilian } from '../../src/index.ts';
import { packageRoot } from '../../src/system/package-root.ts';

describe('peilian as a library', () => {
  const peilian = openPeilian(packageRoot());
  const [key] = peilian.cases({ scenarios: ['stock-dispatch-freight'], locales: ['en'] });

  it('plays a case against a bot in the same process and scores it, the same each time', async () => {
    const bot = createInProcessPort('terse', () => ({ on: () => ({ text: 'It is in stock.' }) }));
    const first = await peilian.play(key!, bot, { seed: 5 });
    const again = await peilian.play(key!, bot, { seed: 5 });
    expect(first.scorecard.verdict).toBe('fail');
    expect(first.exchanges).toBeGreaterThan(0);
    expect(again.transcript.events).toEqual(first.transcript.events);
    expect(peilian.score(first.transcript, key!)).toEqual(first.scorecard);
  });

  it('says which id is wrong, and which is near', async () => {
    const bot = createInProcessPort('none', () => ({ on: () => undefined }));
    await expect(peilian.play({ ...key!, persona: 'hagler' }, bot)).rejects.toThrow(/haggler/);
  });
});
