import type { Locale } from '../model/locale.ts';
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

/** What a rule means, where it comes from and what passes and fails, as lines of plain text. */
export function explainRule(rule: Rule, locale: Locale, rubric?: Rubric): string[] {
  const label = LABELS[locale];
  const change = rubric?.rules[rule.id];
  const points = change?.points ?? rule.points;
  const limit = change?.limit ?? rule.limit;
  const isOn = change?.on ?? rule.on;
  const suggestion = rule.suggestion?.[locale][0];
  const examples = rule.examples[locale];
  return [
    `${rule.id}  ${rule.title[locale]}  (${rule.dimension}, ${change?.severity ?? rule.severity}${isOn ? '' : `, ${label.off}`})`,
    `${label.why}: ${rule.why[locale]}`,
    `${label.source}: ${change?.source?.text ?? rule.source} [${CONFIDENCE[change?.source?.confidence ?? rule.confidence][locale === 'zh-CN' ? 0 : 1]}]`,
    `${label.weight}: ${rule.strength ? label.strength : `${points}${rule.cap === undefined ? '' : ` (${label.cap} ${rule.cap})`}`}`,
    ...(limit === undefined ? [] : [`${label.limit}: ${formatValue(limit, unitOf(rule), locale)}`]),
    ...(suggestion === undefined ? [] : [`${label.better}: ${suggestion}`]),
    ...(examples
      ? [`${label.pass}:`, ...indent(examples.pass), `${label.fail}:`, ...indent(examples.fail)]
      : []),
  ];
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
