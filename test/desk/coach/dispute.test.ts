import { describe, expect, it } from 'vitest';
import { createDeskCoach } from '../../../src/desk/coach/desk-coach.ts';
import { disputeOf } from '../../../src/desk/coach/dispute.ts';
import { addOverride, loadOverrides } from '../../../src/load/overrides.ts';
import type { TranscriptEvent } from '../../../src/model/event.ts';
import type { Override } from '../../../src/model/override.ts';
import { agentOf } from '../../helpers/manual-session.ts';
import { playQuick } from '../../helpers/play-helpers.ts';
import { all, SAY, settingOf } from './setting.ts';

const inputs = all.inputs({ scenario: 'size-advice', persona: 'hesitant', locale: 'en', repeat: 1 });
const played = playQuick(
  inputs,
  agentOf((inbound) =>
    inbound.type === 'message' ? [{ type: 'message', text: 'L is in stock.', delayMs: 3_000 }] : [],
  ),
);

describe('an objection', () => {
  it('is kept as an entry with its place and reason, and the score is told both ways', async () => {
    const { transcript } = await played;
    const setting = settingOf(inputs);
    const kept: Override[] = [];
    const coach = createDeskCoach({
      settingOf: () => setting,
      say: (locale) => SAY[locale],
      overrides: () => kept,
      keep: (entry) => {
        kept.push(entry);
        return 'overrides.yaml';
      },
      reviewer: 'trainee',
    });
    const badge = transcript.events
      .flatMap((event) => coach.badge('c', transcript.events, event.index) ?? [])
      .find(({ missed }) => missed.some(({ rule }) => rule === 'no-greeting'))!;
    const fault = badge.missed.find(({ rule }) => rule === 'no-greeting')!;
    const told = coach.dispute('c', transcript.events, fault, 'the buyer wanted no hello');
    expect(kept).toEqual([
      {
        rule: 'no-greeting',
        place: `${transcript.id}#${badge.event}`,
        reason: 'the buyer wanted no hello',
        reviewer: 'trainee',
        expires: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      },
    ]);
    const [, ruled, allowed] = /it's ([\d.]*\d); if you're right, ([\d.]*\d)/.exec(told)!;
    expect(Number(allowed)).toBeGreaterThan(Number(ruled));
    expect(coach.badge('c', transcript.events, badge.event)?.missed ?? []).not.toContainEqual(
      expect.objectContaining({ rule: 'no-greeting' }),
    );
    expect(coach.dispute('c', transcript.events, fault, '  ')).toMatch(/reason/);
    expect(kept).toHaveLength(1);
  });

  it('joins a file without disturbing what a person wrote in it, and replaces an older one for the same place', async () => {
    const { transcript } = await played;
    const entry = (reason: string, event = 3) =>
      disputeOf(transcript, { rule: 'no-greeting', event }, reason, 'me');
    const first = addOverride(null, entry('one: with "quotes"'));
    const second = addOverride(first.replace('overrides:', '# ours\noverrides:'), entry('two', 5));
    const third = addOverride(second, entry('three', 5));
    expect(third).toContain('# ours');
    const read = loadOverrides({ file: 'overrides.yaml', text: third });
    expect(read.ok && read.value.overrides.map(({ reason }) => reason)).toEqual([
      'one: with "quotes"',
      'three',
    ]);
  });

  it('is refused in a file that is none, with the place and what was expected', () => {
    const bad = loadOverrides({
      file: 'overrides.yaml',
      text: 'kind: overrides\nversion: 1\noverrides:\n  - { rule: no-greeting, place: "a b", reason: x, reviewer: y, expires: soon }\n',
    });
    expect(bad.ok).toBe(false);
    expect(bad.ok ? [] : bad.problems.map(({ message }) => message).join('\n')).toMatch(/conversation#event/);
  });

  it('holds from the day the conversation was held', () => {
    const header = { startsAt: '2026-11-11T20:30:00+08:00' } as Extract<TranscriptEvent, { type: 'header' }>;
    expect(disputeOf({ id: 'x', header, events: [] }, { rule: 'r', event: 1 }, 'why', 'me').expires).toBe(
      '2027-02-09',
    );
  });
});
