import type { Transcript } from '../../model/event.ts';
import type { Rubric } from '../../model/rubric.ts';
import type { Scorecard } from '../../model/scorecard.ts';
import { forTerminal } from '../../report/inert.ts';
import { writeScorecard } from '../../report/scorecard.ts';
import { explainRule } from '../../scoring/explain.ts';
import type { CompiledRules } from '../../scoring/rules/compile.ts';
import type { CommandIo } from '../io.ts';

/** So many conversations are told whole; of more, the reports have the numbers. */
const CARDS_MAX = 200;

/** Gathers scorecards in words, and each rule that spoke once, with what it means and how sure it is. */
export interface Explained {
  add(scorecard: Scorecard, transcript: Transcript): void;
  text(): string;
}

export function createExplained(rules: CompiledRules, rubric: Rubric, io: CommandIo): Explained {
  const cards: string[] = [];
  const spoke = new Set<string>();
  return {
    add(scorecard, transcript) {
      for (const { rule } of scorecard.findings) spoke.add(rule);
      if (cards.length >= CARDS_MAX) return;
      cards.push(
        `${forTerminal(transcript.id)}\n${writeScorecard(scorecard, transcript, { say: io.ui, colour: io.colour })}`,
      );
    },
    text() {
      const told = rules.rules
        .filter((rule) => spoke.has(rule.id))
        .map((rule) =>
          explainRule(rule, io.uiLocale, { rubric, measured: rules.measured(rule.id), examples: [] })
            .map(forTerminal)
            .join('\n'),
        );
      return `\n${[...cards, ...told].join('\n\n')}\n`;
    },
  };
}
