import type { Ending } from '../../model/ending.ts';
import type { Locale } from '../../model/locale.ts';
import { fillTemplate } from './template.ts';

const REASONS = {
  'zh-CN': {
    ending: '会话结束方式为“{ending}”，直接不合格',
    'auto-fail': '触犯一票否决项 {rule}',
    total: '总分 {found}，合格线 {limit}',
    dimension: '{dimension}得分 {found}，单项最低 {limit}',
    interrupted: '会话被中断，不作判定',
    'not-scored': '规则 {rule} 没有评出结果：{reason}',
    nothing: '没有可以评分的内容',
  },
  en: {
    ending: 'the conversation ended as “{ending}”, which fails by itself',
    'auto-fail': 'auto-fail: {rule}',
    total: 'total {found}, pass mark {limit}',
    dimension: '{dimension} {found}, at least {limit} needed',
    interrupted: 'the conversation was interrupted, so there is no verdict',
    'not-scored': 'rule {rule} gave no result: {reason}',
    nothing: 'there was nothing to score',
  },
} as const;

const NAMES: Readonly<Record<string, string>> = {
  timing: '时效',
  politeness: '礼貌',
  accuracy: '准确',
  outcome: '结果',
  'agent-silent': '客服无应答',
  'agent-error': '客服通道出错',
} satisfies Partial<Record<Ending, string>> & Record<string, string>;

/** Why a verdict is what it is, in the session's language. */
export function reasonText(
  locale: Locale,
  reason: keyof (typeof REASONS)['en'],
  facts: Readonly<Record<string, string | number>>,
): string {
  const slots = Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      locale === 'zh-CN' ? (NAMES[value] ?? String(value)) : String(value),
    ]),
  );
  return fillTemplate(REASONS[locale][reason], slots);
}
