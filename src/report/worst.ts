import type { Transcript } from '../model/event.ts';
import { isRed, type ReportConversation } from '../model/report.ts';

export type ReportFinding = ReportConversation['findings'][number];

/** Faults of one rule over a whole run. */
export interface FindingGroup {
  readonly rule: string;
  readonly count: number;
  /** The one that cost most, and where it is. */
  readonly worst: ReportFinding;
  readonly conversation: ReportConversation;
}

/** Rules that were missed, the gravest and most costly first. Strengths are left out. */
export function worstFindings(report: {
  readonly conversations: Iterable<ReportConversation>;
}): FindingGroup[] {
  const tally = new FindingTally();
  for (const conversation of report.conversations) tally.add(conversation);
  return tally.groups();
}

interface Tallied {
  count: number;
  points: number;
  worst: ReportFinding;
  conversation: ReportConversation;
}

/** Gathers findings by rule; of each rule it holds one conversation. The order of adding changes nothing. */
export class FindingTally {
  readonly #groups = new Map<string, Tallied>();

  add(conversation: ReportConversation): void {
    for (const finding of conversation.findings) {
      if (finding.strength || finding.points > 0) continue;
      const group = this.#groups.get(finding.rule);
      if (group === undefined) {
        this.#groups.set(finding.rule, { count: 1, points: finding.points, worst: finding, conversation });
        continue;
      }
      group.count += 1;
      group.points += finding.points;
      const graver = gravity(finding) - gravity(group.worst);
      if (graver > 0 || (graver === 0 && conversation.id < group.conversation.id))
        Object.assign(group, { worst: finding, conversation });
    }
  }

  groups(): FindingGroup[] {
    return [...this.#groups]
      .map(([rule, group]) => ({ rule, ...group }))
      .sort(
        (a, b) =>
          SEVERITY_RANK[b.worst.severity] - SEVERITY_RANK[a.worst.severity] ||
          a.points - b.points ||
          (a.rule < b.rule ? -1 : 1),
      );
  }
}

/** Conversations that did not pass, the worst first: failed before unknown, auto-fails before low totals. */
export function worstConversations(report: {
  readonly conversations: Iterable<ReportConversation>;
}): ReportConversation[] {
  return [...report.conversations].filter((each) => each.verdict !== 'pass').sort(byGravity);
}

/** How many of the worst conversations a report quotes in full. */
export const QUOTED_MAX = 3;

/** Holds the transcripts that a report will quote, whatever order the conversations come in. */
export interface QuotedTranscripts {
  offer(conversation: ReportConversation, transcript: Transcript): void;
  of(id: string): Transcript | undefined;
}

export function createQuotedTranscripts(): QuotedTranscripts {
  const worst: { readonly conversation: ReportConversation; readonly transcript: Transcript }[] = [];
  return {
    offer(conversation, transcript) {
      if (conversation.verdict !== 'unknown' && !isRed(conversation)) return;
      worst.push({ conversation, transcript });
      worst.sort((a, b) => byGravity(a.conversation, b.conversation));
      worst.length = Math.min(worst.length, QUOTED_MAX);
    },
    of: (id) => worst.find(({ conversation }) => conversation.id === id)?.transcript,
  };
}

export function byGravity(a: ReportConversation, b: ReportConversation): number {
  return rank(a) - rank(b) || (a.id < b.id ? -1 : 1);
}

function rank({ verdict, autoFail, score }: ReportConversation): number {
  return (verdict === 'fail' ? 0 : 1_000) - autoFail.length * 100 + (score.total ?? 0) / 10;
}

export const SEVERITY_RANK = { info: 0, minor: 1, major: 2, critical: 3, 'auto-fail': 4 } as const;

function gravity(finding: ReportFinding): number {
  return SEVERITY_RANK[finding.severity] * 1_000 - finding.points;
}
