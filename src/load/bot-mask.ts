import type { Problem } from './problem.ts';

/** Fields whose values are nobody's business, by their names. */
const SECRET_FIELD =
  /(^|[\s{,"'.[])((?:[\w-]*(?:authori[sz]ation|token|secret|password|passwd|api[-_]?key|cookie|signature|credential)[\w-]*)|[\w-]*[-_]key|key)["']?\s*:\s*/i;
const MASK = '«hidden»';

/** A problem of a bot file without what may be a token: such a line is shown up to its colon, and an address without its query. */
export function maskSecrets(problem: Problem): Problem {
  const secret = SECRET_FIELD.test(problem.path) || SECRET_FIELD.test(`${problem.path.split('.').at(-1)}:`);
  const source = problem.source === undefined ? undefined : maskLine(problem.source);
  const found = problem.found === undefined ? undefined : maskFound(problem, secret);
  return {
    ...problem,
    message: maskAddress(problem.message),
    ...(source === undefined ? {} : { source }),
    ...(found === undefined ? {} : { found }),
  };
}

/** The names of a slot and of a variable are no secret. */
function maskFound({ found = '', path }: Problem, secret: boolean): string {
  if (/^(\$\{[^}]*\}|\{\{[^}]*\}\})$/.test(found)) return found;
  return secret || underHeaders(path) ? MASK : maskAddress(found);
}

function underHeaders(path: string): boolean {
  return /(^|\.)headers\./.test(path);
}

function maskLine(line: string): string {
  const match = SECRET_FIELD.exec(line);
  return match === null ? maskAddress(line) : `${line.slice(0, match.index + match[0].length)}${MASK}`;
}

/** User, password, query and fragment of an address, and what looks like a bearer token. */
function maskAddress(text: string): string {
  return text
    .replace(/(\w+:\/\/)[^\s/@"']+@/g, `$1${MASK}@`)
    .replace(/(\w+:\/\/[^\s?#"']*)[?#][^\s"']*/g, `$1?${MASK}`)
    .replace(/\b(Bearer|Basic|Token)\s+[^\s"'$]+/gi, `$1 ${MASK}`);
}
