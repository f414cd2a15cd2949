import { LOCALES } from '../model/locale.ts';
import { type OutcomeCondition, type Scenario, ScenarioSchema, type Want } from '../model/scenario.ts';
import { type DocumentRule, readDocument, readSourced, type TextFile } from './document.ts';
import type { Problem } from './problem.ts';
import { gather } from './references.ts';
import type { Checked, Path, YamlSource } from './yaml.ts';

/** `scenarios/cases/<stage>/<id>.yaml` */
export function loadScenario(file: TextFile): Checked<Scenario> {
  return readDocument(file, SCENARIO_RULE);
}

/** The same with its source, for `checkCast`. */
export function loadScenarioSource(
  file: TextFile,
): Checked<{ readonly value: Scenario; readonly source: YamlSource }> {
  return readSourced(file, SCENARIO_RULE);
}

const SCENARIO_RULE: DocumentRule<typeof ScenarioSchema> = {
  kind: 'scenario',
  schema: ScenarioSchema,
  checks: checkScenario,
};

type RoleKind = 'product' | 'order' | 'any';

function checkScenario(scenario: Scenario, source: YamlSource): Problem[] {
  const found = gather(source);
  const roles = Object.keys(scenario.roles);

  const role = (path: Path, id: string, kind: RoleKind) => {
    if (!found.known(path, id, 'a role of this scenario', roles)) return;
    const actual = scenario.roles[id]!.kind;
    found.hold(path, kind === 'any' || actual === kind, `must be a role of kind ${kind}`, {
      found: `${id}, which is of kind ${actual}`,
    });
  };

  for (const locale of LOCALES) {
    const bound = scenario.cast[locale].roles;
    for (const id of Object.keys(bound))
      found.known(['cast', locale, 'roles', id], id, 'a role of this scenario', roles);
    for (const id of roles) {
      if (!(id in bound))
        found.add(['cast', locale, 'roles'], 'missing', `must say what plays ${id} in this shop`, {
          hint: `add ${id}: <id of a ${scenario.roles[id]!.kind}>`,
          part: 'key',
        });
    }
  }

  const list = scenario.agenda === undefined ? 'script' : 'agenda';
  const wants = scenario.agenda ?? scenario.script ?? [];
  for (const [index, want] of wants.entries()) {
    for (const [field, id, kind] of rolesOfWant(want)) role([list, index, field], id, kind);
    const scripted = SCRIPT_VERBS.find((verb) => verb in want);
    found.hold(
      [list, index, scripted ?? ''],
      list === 'script' || scripted === undefined || scripted === 'wait',
      `belongs to a script; an agenda says what the buyer wants`,
      { part: 'key' },
    );
    if ('when' in want) {
      found.hold(
        [list, index, 'when'],
        wants.slice(0, index).some((earlier) => 'expect' in earlier),
        'must come after an expect',
        { part: 'key' },
      );
      found.hold(
        [list, index, 'steps'],
        index + want.steps < wants.length,
        `must not reach beyond the script: ${wants.length - index - 1} steps follow`,
        { found: String(want.steps) },
      );
    }
  }

  for (const side of ['good', 'bad'] as const) {
    for (const [index, condition] of scenario.outcome[side].entries()) {
      for (const [field, id, kind] of rolesOfCondition(condition))
        role(['outcome', side, index, field], id, kind);
    }
  }

  for (const [index, event] of scenario.events.entries()) {
    found.hold(
      ['events', index],
      (event.after === undefined) !== (event.on === undefined),
      'must have either after (a time) or on (the number of a matter)',
    );
    if (event.on !== undefined)
      found.hold(
        ['events', index, 'on'],
        event.on <= wants.length,
        `must be the number of a matter, 1 to ${wants.length}`,
        { found: String(event.on) },
      );
    if (event.about !== undefined) role(['events', index, 'about'], event.about, 'any');
  }

  for (const [index, persona] of scenario.forbids.entries()) {
    found.hold(['forbids', index], !scenario.fits.includes(persona), 'must not stand under fits as well', {
      found: persona,
    });
  }
  found.hold(['follows'], scenario.follows !== scenario.id, 'must be another scenario', {
    found: scenario.id,
  });
  return found.problems;
}

const SCRIPT_VERBS = ['say', 'expect', 'when', 'wait', 'leave'] as const;

function rolesOfWant(want: Want): [field: string, id: string, kind: RoleKind][] {
  const named: [string, string, RoleKind][] = [];
  if ('haggle' in want) named.push(['haggle', want.haggle, 'product']);
  if ('order' in want) named.push(['order', want.order, 'product']);
  if ('about' in want && want.about !== undefined)
    named.push(['about', want.about, 'report' in want || 'request' in want ? 'order' : 'any']);
  if ('other' in want && want.other !== undefined) named.push(['other', want.other, 'any']);
  return named;
}

function rolesOfCondition(condition: OutcomeCondition): [field: string, id: string, kind: RoleKind][] {
  const named: [string, string, RoleKind][] = [];
  if ('ordered' in condition) named.push(['ordered', condition.ordered, 'product']);
  if ('about' in condition && condition.about !== undefined)
    named.push(['about', condition.about, 'state' in condition || 'remedy' in condition ? 'order' : 'any']);
  return named;
}
