import type { Locale } from '../model/locale.ts';
import { isProven, type MeasuredRule, PRECISION_MIN, precisionOf, SPOKEN_MIN } from '../model/measured.ts';
import type { Rubric } from '../model/rubric.ts';
import type { Confidence, Rule } from '../model/rule.ts';
import { REGISTRY } from './registry.ts';
import { formatValue } from './wording/format.ts';

const LABELS = {
  'zh-CN': {
    why: '为什么',
    source: '来源',
    weight: '分值',
    limit: '标准',
    better: '可以这样说',
    pass: '合格示例',
    fail: '不合格示例',
    off: '默认关闭',
    strength: '亮点，不扣分',
    cap: '最多扣',
    precision: '准确率',
  },
  en: {
    why: 'Why',
    source: 'Source',
    weight: 'Weight',
    limit: 'Limit',
    better: 'Better',
    pass: 'Passes',
    fail: 'Fails',
    off: 'off by default',
    strength: 'a strength: takes no points',
    cap: 'at most',
    precision: 'Precision',
  },
} as const;

const CONFIDENCE: Readonly<Record<Confidence, readonly [zh: string, en: string]>> = {
  A: ['官方或法规原文', 'official page or statute'],
  B: ['厂商文档', 'vendor documentation'],
  C: ['行业文章', 'trade press'],
  D: ['传闻', 'rumour'],
  M: ['凭记忆，无出处', 'memory, no source'],
  house: ['本工具标准', 'house standard'],
};

export interface ExplainOptions {
  /** Its own limits, points and sources go before the rule's. */
  readonly rubric?: Rubric | undefined;
  /** How it did on labelled conversations; absent: never measured. */
  readonly measured?: MeasuredRule | undefined;
  /** Languages whose examples are shown; the explanation's own by default. */
  readonly examples?: readonly Locale[];
}

/** What a rule means, where it comes from, how sure it is and what passes and fails, as lines of plain text. */
export function explainRule(
  rule: Rule,
  locale: Locale,
  { rubric, measured, examples = [locale] }: ExplainOptions = {},
): string[] {
  const label = LABELS[locale];
  const change = rubric?.rules[rule.id];
  const points = change?.points ?? rule.points;
  const limit = change?.limit ?? rule.limit;
  const isOn = change?.on ?? rule.on;
  const suggestion = rule.suggestion?.[locale][0];
  return [
    `${rule.id}  ${rule.title[locale]}  (${rule.dimension}, ${change?.severity ?? rule.severity}${isOn ? '' : `, ${label.off}`})`,
    `${label.why}: ${rule.why[locale]}`,
    `${label.source}: ${(change?.source?.text ?? rule.source)[locale]} [${CONFIDENCE[change?.source?.confidence ?? rule.confidence][locale === 'zh-CN' ? 0 : 1]}]`,
    `${label.weight}: ${rule.strength ? label.strength : `${points}${rule.cap === undefined ? '' : ` (${label.cap} ${rule.cap})`}`}`,
    ...(limit === undefined ? [] : [`${label.limit}: ${formatValue(limit, unitOf(rule), locale)}`]),
    ...(rule.strength ? [] : [`${label.precision}: ${precisionText(measured, locale)}`]),
    ...(suggestion === undefined ? [] : [`${label.better}: ${suggestion}`]),
    ...examples.flatMap((tag) => {
      const example = rule.examples[tag];
      return example
        ? [
            `${label.pass} (${tag}):`,
            ...indent(example.pass),
            `${label.fail} (${tag}):`,
            ...indent(example.fail),
          ]
        : [];
    }),
  ];
}

function precisionText(measured: MeasuredRule | undefined, locale: Locale): string {
  const zh = locale === 'zh-CN';
  const spoken = measured === undefined ? 0 : measured.right + measured.wrong;
  if (measured === undefined || spoken === 0)
    return zh ? '尚未验证：标注集里没有触发过' : 'not proven: it never spoke on the labelled set';
  const share = precisionOf(measured)!.toFixed(3);
  const counts = zh
    ? `${share}（触发${spoken}场，${measured.right}场正确；漏报${measured.missed}场）`
    : `${share} (spoke in ${spoken} conversations, rightly in ${measured.right}; missed ${measured.missed})`;
  const least = PRECISION_MIN.toFixed(2);
  if (isProven(measured))
    return zh ? `${counts}，可以单独判不合格` : `${counts}; may fail a person on its own`;
  return zh
    ? `${counts}，尚未验证（要求触发不少于${SPOKEN_MIN}场且不低于${least}）：只扣分，判不合格前请人工复核`
    : `${counts}; not proven (${least} on at least ${SPOKEN_MIN} conversations is asked): takes points, and refers a person to a reviewer`;
}

/** Known without a conversation: measures on nothing still give their unit. */
function unitOf(rule: Rule): Parameters<typeof formatValue>[1] {
  if (rule.measure === undefined || !REGISTRY.measures.has(rule.measure)) return 'count';
  if (/-rate-|share|given|conversion/.test(rule.measure)) return 'share';
  if (/response|wait|gap|answer$|time$/.test(rule.measure)) return 'ms';
  return 'count';
}

const indent = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => `  ${line}`);
