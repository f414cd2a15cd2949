import { createDeskCoach } from '../../desk/coach/desk-coach.ts';
import type { CoachSetting } from '../../desk/coach/setting.ts';
import type { DeskCoach } from '../../desk/coach-types.ts';
import type { DeskHost } from '../../desk/host-types.ts';
import { LOCALES, type Locale } from '../../model/locale.ts';
import type { CaseInputs, ScoringInputs } from '../../play/inputs.ts';
import { rootOf } from '../../play/rewind/branch.ts';
import { readUi, type Ui } from '../../system/ui-texts.ts';
import { agentPack } from '../wiring/packs.ts';
import { type Branches, createBranches } from './branches.ts';
import { coachSetting } from './coach-setting.ts';
import type { Objections } from './objections.ts';

/** Who objects, in `overrides.yaml`, as long as nobody has signed in. */
export const REVIEWER = 'trainee';

export interface DeskCoachingOptions {
  readonly inputsOf: (chat: string) => CaseInputs;
  readonly scoring: ScoringInputs;
  readonly objections: Objections;
  /** The one that is at work. */
  readonly host: () => DeskHost;
  /** Whether a conversation of this id is kept already. */
  readonly taken: (id: string) => boolean;
}

export interface DeskCoaching {
  readonly coach: DeskCoach;
  readonly branches: Branches;
}

/** The coach of a practice, and the ways back in its conversations; both speak the language of the conversation. */
export async function openDeskCoaching(options: DeskCoachingOptions): Promise<DeskCoaching> {
  const { inputsOf, scoring, objections } = options;
  const texts = Object.fromEntries(
    await Promise.all(LOCALES.map(async (locale) => [locale, await readUi(locale)] as const)),
  ) as Readonly<Record<Locale, Ui>>;
  const settings = new Map<string, CoachSetting>();
  const settingOf = (chat: string): CoachSetting => {
    const root = rootOf(chat);
    let known = settings.get(root);
    if (known === undefined) {
      const inputs = inputsOf(root);
      settings.set(root, (known = coachSetting(inputs, scoring, agentPack(inputs.key.locale))));
    }
    return known;
  };
  return {
    branches: createBranches({
      host: options.host,
      inputsOf,
      settingOf,
      say: (chat) => texts[inputsOf(chat).key.locale],
      taken: options.taken,
    }),
    coach: createDeskCoach({
      settingOf,
      say: (locale) => texts[locale],
      overrides: objections.all,
      keep: objections.keep,
      reviewer: REVIEWER,
    }),
  };
}
