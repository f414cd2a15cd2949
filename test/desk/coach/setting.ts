import { coachSetting } from '../../../src/commands/practice/coach-setting.ts';
import type { Say } from '../../../src/desk/coach/hints.ts';
import type { CoachSetting } from '../../../src/desk/coach/setting.ts';
import type { Locale } from '../../../src/model/locale.ts';
import type { CaseInputs } from '../../../src/play/inputs.ts';
import { readUi } from '../../../src/system/ui-texts.ts';
import { agentPack } from '../../helpers/agent-pack.ts';
import { type Shipped, shipped } from '../../helpers/play-helpers.ts';

export const all: Shipped = shipped();

export function settingOf(inputs: CaseInputs): CoachSetting {
  return coachSetting(inputs, all.scoring, agentPack(inputs.key.locale));
}

export const SAY: Readonly<Record<Locale, Say>> = {
  en: await readUi('en'),
  'zh-CN': await readUi('zh-CN'),
};
