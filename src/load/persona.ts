import { LOCALES } from '../model/locale.ts';
import { type Persona, PersonaSchema } from '../model/persona.ts';
import { readDocument, type TextFile } from './document.ts';
import type { Problem } from './problem.ts';
import { problemAt, showFound } from './validate.ts';
import type { Checked, YamlSource } from './yaml.ts';

/** `personas/<id>.yaml` */
export function loadPersona(file: TextFile): Checked<Persona> {
  return readDocument(file, { kind: 'persona', schema: PersonaSchema, checks: checkPersona });
}

function checkPersona(persona: Persona, source: YamlSource): Problem[] {
  const problems: Problem[] = [];
  const ordered = (path: readonly string[], [low, high]: readonly [number, number]) => {
    if (low > high)
      problems.push(
        problemAt(source, path, 'contradiction', 'must be [least, most]', {
          found: `[${low}, ${high}]`,
          hint: `write [${high}, ${low}]`,
        }),
      );
  };
  ordered(['buying', 'reservation'], persona.buying.reservation);
  if (persona.haggling) {
    ordered(['haggling', 'opening'], persona.haggling.opening);
    ordered(['haggling', 'give'], persona.haggling.give);
    if (persona.haggling.target) ordered(['haggling', 'target'], persona.haggling.target);
    if (persona.haggling.rival) ordered(['haggling', 'rival'], persona.haggling.rival);
    if (persona.haggling.style === 'rival' && !persona.haggling.rival) {
      problems.push(
        problemAt(
          source,
          ['haggling', 'style'],
          'contradiction',
          'must come with rival: the price said to be seen elsewhere',
          { found: 'rival', hint: 'add rival: [0.7, 0.8] under haggling' },
        ),
      );
    }
  }
  for (const locale of LOCALES) {
    for (const [intent, templates] of Object.entries(persona.phrases[locale]))
      problems.push(...checkTemplates(templates, ['phrases', locale, intent], source));
  }
  return problems;
}

/** Brackets of a template must close: `{slot}` and `[this|that]`. */
export function checkTemplates(
  templates: readonly string[],
  path: readonly string[],
  source: YamlSource,
): Problem[] {
  return templates.flatMap((template, index) => {
    const bare = template.replace(/\{[a-zA-Z][\w.-]*\}/g, '');
    const depth = [...bare].reduce(
      (open, character) =>
        open < 0 ? open : character === '[' ? open + 1 : character === ']' ? open - 1 : open,
      0,
    );
    if (depth === 0 && !/[{}]/.test(bare)) return [];
    return [
      problemAt(source, [...path, index], 'wrong-format', 'must close every { } and [ ] it opens', {
        found: showFound(template),
      }),
    ];
  });
}
