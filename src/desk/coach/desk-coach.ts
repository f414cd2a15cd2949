import type { TranscriptEvent } from '../../model/event.ts';
import type { Locale } from '../../model/locale.ts';
import type { Override } from '../../model/override.ts';
import type { BadgeFault, DeskCoach, Hint } from '../coach-types.ts';
import { badgeFor, findingBeside } from './badges.ts';
import { deskCommand } from './desk-command.ts';
import { disputeOf, scoreBothWays } from './dispute.ts';
import { type Hints, hintsFor, type Say } from './hints.ts';
import { asTranscript } from './moment.ts';
import type { CoachSetting } from './setting.ts';

export interface DeskCoachOptions {
  readonly settingOf: (chat: string) => CoachSetting;
  /** Interface texts in the language of the conversation. */
  readonly say: (locale: Locale) => Say;
  /** Objections made so far, in this practice and before. */
  readonly overrides: () => readonly Override[];
  /** Keeps one more; gives back where. */
  readonly keep: (entry: Override) => string;
  /** Who sits at the desk, for objections. */
  readonly reviewer: string;
  readonly rewind?: DeskCoach['rewind'];
  readonly showMe?: DeskCoach['showMe'];
}

/** The coach beside the desk: hints when asked, a word after each reply, an ear for objections. */
export function createDeskCoach(options: DeskCoachOptions): DeskCoach {
  const { settingOf, overrides } = options;
  const sayOf = (chat: string) => options.say(settingOf(chat).pack.locale);
  return {
    badge: (chat, events, event) => badgeFor(events, event, settingOf(chat), sayOf(chat), overrides()),
    hint(chat, events, level) {
      const say = sayOf(chat);
      const setting = settingOf(chat);
      return asHint(hintsFor(events, setting, say), level, setting.pack.locale, say);
    },
    dispute(chat, events, fault, reason) {
      const say = sayOf(chat);
      const transcript = asTranscript(events);
      if (reason.trim() === '' || transcript === null) return say('coach.dispute.no-reason');
      const setting = settingOf(chat);
      const finding = findingBeside(events, placeOf(fault, events), setting);
      const place = { rule: fault.rule, event: finding?.events[0] ?? placeOf(fault, events).event };
      const path = options.keep(disputeOf(transcript, place, reason, options.reviewer));
      const { rubric, rules, scenario, shop, market, reader } = setting;
      const { ruled, allowed } = scoreBothWays(
        { transcript, rubric, rules, scenario, shop, market, reader },
        overrides(),
      );
      return ruled.score.total === null
        ? say('coach.dispute.unscored', { path })
        : say('coach.dispute.kept', {
            path,
            ruled: ruled.score.total,
            allowed: allowed.score.total ?? ruled.score.total,
          });
    },
    ...(options.rewind === undefined ? {} : { rewind: options.rewind }),
    ...(options.showMe === undefined ? {} : { showMe: options.showMe }),
  };
}

function asHint({ wants, steps, reply }: Hints, level: Hint['level'], locale: Locale, say: Say): Hint {
  if (level === 1) return { level, text: wants.join('\n') };
  if (level === 2) return { level, text: steps.length === 0 ? say('coach.steps.none') : steps.join('\n') };
  if (reply === null) return { level, text: say('coach.reply.none') };
  const words = reply.messages.map(({ text }) => text).join('\n');
  const deeds = reply.actions.map((action) => say('coach.command', { command: deskCommand(action, locale) }));
  return {
    level,
    text: [...deeds, words].filter((line) => line !== '').join('\n'),
    ...(words === '' ? {} : { reply: words }),
  };
}

/** Where the fault was shown: at its event, else at the agent's last message. */
function placeOf(fault: BadgeFault, events: readonly TranscriptEvent[]): { rule: string; event: number } {
  const last = events.findLast(
    (event) => event.type === 'message' && (event.from === 'agent' || event.from === 'bot'),
  );
  return { rule: fault.rule, event: fault.event ?? last?.index ?? 0 };
}
