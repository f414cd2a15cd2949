import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTraceFile } from '../../src/store/trace-file.ts';
import { createRedactor } from '../../src/transcript/redact.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'peilian-trace-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const open = (secrets: string[] = []) =>
  createTraceFile(dir, { redactor: createRedactor(secrets), now: () => 12.4 });

test('keeps each piece of traffic as a line of its conversation, and makes no folder for nothing', () => {
  const empty = open();
  empty.close();
  expect(existsSync(join(dir, 'trace'))).toBe(false);
  const trace = open();
  trace.write('case/a', { direction: 'sent', what: 'POST http://x/y', body: '{"text":"hi"}' });
  trace.write('case/b', { direction: 'received', what: 'HTTP 200' });
  trace.close();
  expect(
    readFileSync(trace.path, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual([
    { conversation: 'case/a', at: 12, direction: 'sent', what: 'POST http://x/y', body: '{"text":"hi"}' },
    { conversation: 'case/b', at: 12, direction: 'received', what: 'HTTP 200' },
  ]);
});

test('holds no token: known ones anywhere, unknown ones by the name of their header, parameter or field', () => {
  const trace = open(['known-secret']);
  trace.write('c', {
    direction: 'sent',
    what: 'POST http://user:pass@x/y?access_token=aaa111&q=known-secret&lang=en',
    headers: {
      authorization: 'Bearer bbb222',
      'x-api-key': 'ccc333',
      'x-other': 'known-secret',
      accept: 'text/html',
    },
    body: '{"accessToken":"ddd444","api_key" : "e\\"ee555","text":"known-secret is a key","total_tokens":12}',
  });
  trace.write('c', {
    direction: 'sent',
    what: 'POST http://x',
    body: 'grant=1&client_secret=fff666&q=hello',
  });
  trace.close();
  const text = readFileSync(trace.path, 'utf8');
  for (const secret of ['pass', 'aaa111', 'known-secret', 'bbb222', 'ccc333', 'ddd444', 'ee555', 'fff666'])
    expect(text).not.toContain(secret);
  for (const plain of ['lang=en', 'text/html', 'is a key', 'total_tokens', 'q=hello'])
    expect(text).toContain(plain);
});

test('gives up quietly where it cannot be written, and says so when asked', () => {
  rmSync(dir, { recursive: true });
  const trace = createTraceFile('/dev/null/nowhere', { redactor: createRedactor([]), now: () => 0 });
  trace.write('c', { direction: 'sent', what: 'x' });
  trace.write('c', { direction: 'sent', what: 'y' });
  trace.close();
  expect(trace.failure).toBeInstanceOf(Error);
});
