import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { TranscriptLineSchema } from '../../src/load/transcript-schema.ts';
import { conversation } from '../helpers/arbitrary-events.ts';

property.prop([conversation(fc.constant('a/b/en/1'))])(
  'the published schema takes every line that a session can write',
  (events) => {
    for (const event of events)
      expect(TranscriptLineSchema.safeParse({ ...event, hash: '0'.repeat(32) }).error?.issues ?? []).toEqual(
        [],
      );
  },
);

test('the published schema refuses what is no line of a transcript', () => {
  for (const line of [
    {},
    { type: 'message' },
    { conversation: 'a', index: 0, t: 0, type: 'gossip', hash: '' },
  ])
    expect(TranscriptLineSchema.safeParse(line).success).toBe(false);
});
