import { createRequire } from 'node:module';
import type { JSONPathQuery } from 'json-p3';
import { z } from 'zod';

/** Where a value was found in an answer: `$.data[0].text` as steps. */
export type JsonPlace = readonly (string | number)[];

/** A query of RFC 9535, taken apart once. */
export interface JsonPath {
  readonly text: string;
  /** Every value that fits, in the order of the document. */
  values(of: unknown): unknown[];
  /** Where they stand. */
  places(of: unknown): JsonPlace[];
}

/** Throws where the text is no query. */
export function compileJsonPath(text: string): JsonPath {
  const query = library().jsonpath.compile(text);
  return {
    text,
    values: (of) => nodesOf(query, of).map((node) => node.value),
    places: (of) => nodesOf(query, of).map((node) => node.location),
  };
}

/** A query of RFC 9535 as a bot file writes it: `$.data.reply`, `$.messages[*].text`, `$[?@.type == 'answer'].content`. */
export const JsonPathSchema = z
  .string({ error: 'must be a JSONPath such as $.data.reply' })
  .superRefine((text, context) => {
    const problem = jsonPathProblem(text);
    if (problem !== undefined)
      context.addIssue({
        code: 'custom',
        message: `must be a JSONPath such as $.data.reply (RFC 9535): ${problem}`,
      });
  });

function jsonPathProblem(text: string): string | undefined {
  try {
    library().jsonpath.compile(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** A query that runs into its own bounds (too deep a recursion, a wrong type in a filter) finds nothing. */
function nodesOf(query: JSONPathQuery, of: unknown) {
  try {
    return query.query(of as Parameters<JSONPathQuery['query']>[0]).nodes;
  } catch {
    return [];
  }
}

let loaded: typeof import('json-p3') | undefined;

/** Loaded with the first query: most runs have none. */
function library(): typeof import('json-p3') {
  loaded ??= createRequire(import.meta.url)('json-p3') as typeof import('json-p3');
  return loaded;
}
