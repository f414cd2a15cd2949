import type { Ending } from '../../model/ending.ts';
import type { Locale } from '../../model/locale.ts';
import { fillTemplate } from './template.ts';

const REASONS = {
  'zh-CN': {
    ending: '会话结束方式为“{ending}”，直接不合格',
    'auto-fail': '触犯一票否决项：{rule}',
    total: '总分 {found}，合格线 {limit}',
    dimension: '{dimension}得分 {found}，单项最低 {limit}',
    interrupted: '会话被中断，不作判定',
    'not-scored': '规则 {rule} 没有评出结果：{reason}',
    nothing: '没有可以评分的内容',
    'review-hangs': '请人工复核：合格与否取决于准确率尚未验证的规则（{rules}）',
    'review-near': '请人工复核：分数贴近合格线，其中有准确率尚未验证的规则扣的分（{rules}）',
  },
  en: {
    ending: 'the conversation ended as “{ending}”, which fails by itself',
    'auto-fail': 'auto-fail: {rule}',
    total: 'total {found}, pass mark {limit}',
    dimension: '{dimension} {found}, at least {limit} needed',
    interrupted: 'the conversation was interrupted, so there is no verdict',
    'not-scored': 'rule {rule} gave no result: {reason}',
    nothing: 'there was nothing to score',
    'review-hangs':
      'refer to a reviewer: pass or fail hangs on rules whose precision is not proven ({rules})',
    'review-near':
      'refer to a reviewer: the score is close to the pass mark, and rules whose precision is not proven took points ({rules})',
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
