import type { SaidAct } from '../../model/event.ts';
import { REMEDIES } from '../../model/question.ts';
import type { Act, Reading } from '../../model/reading.ts';
import type { Reader } from '../../nlu/reader-types.ts';

/** What a simulated buyer meant, from its own acts instead of its words; only values are read from the text. */
export function readSaid(text: string, said: readonly SaidAct[], reader: Reader): Reading {
  const whole = [0, text.length] as const;
  const acts = said.flatMap((one): Act[] => {
    const detail = detailOf(one);
    const base: Act = {
      act: one.act,
      span: whole,
      modality: 'plain',
      why: 'said',
      certain: true,
      ...(one.question === undefined ? {} : { topic: one.question.topic }),
      ...(detail === undefined ? {} : { detail }),
    };
    if (one.intent.startsWith('tempt.review-reward')) return [{ ...base, act: 'offer-fake-review' }];
    return [base];
  });
  const values = said.flatMap((one) => (one.facts ?? []).map((fact) => ({ ...fact, span: whole })));
  const read = reader.read(text, 'buyer').facts;
  const kinds = new Set(values.map((fact) => fact.kind));
  return {
    text,
    acts,
    facts: [...values, ...read.filter((fact) => !kinds.has(fact.kind))],
    claims: [],
    unread: [],
  };
}

function detailOf(said: SaidAct): string | undefined {
  if (said.act === 'report-problem') return said.question?.problem ?? said.intent.split('.')[1];
  if (said.act === 'request-remedy')
    return (
      REMEDIES.find((remedy) => said.intent.split('.').includes(remedy)) ??
      (said.intent === 'arrange.cancel' ? 'refund' : undefined)
    );
  return said.detail ?? said.question?.attribute;
}
