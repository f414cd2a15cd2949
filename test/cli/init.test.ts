import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { answerJson, startBotServer } from '../helpers/bot-server.ts';
import { peilianInside } from '../helpers/cli-inside.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

async function botThatSays(text: string): Promise<string> {
  const server = createServer((request, response) => {
    request
      .resume()
      .on('end', () => response.setHeader('content-type', 'application/json').end(JSON.stringify({ text })));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/chat`;
}

describe('peilian init', () => {
  test('writes a folder that checks, and is honestly red at once with a bot that answers nothing', async () => {
    const cwd = temporaryFolder();
    const made = await peilianInside(['init', '--bot', await botThatSays('Hello!'), '--locale', 'en'], {
      cwd,
    });
    expect(made.code).toBe(0);
    expect((await peilianInside(['check', 'my-buyer', 'my-first-case', 'my-bot', 'ci'], { cwd })).code).toBe(
      0,
    );
    const run = await peilianInside(
      [
        'run',
        '--bot',
        'my-bot',
        '--suite',
        'ci',
        '--shop',
        'none',
        '--seed',
        '7',
        '--reporter',
        'github',
        '--reporter',
        'junit=report.xml',
      ],
      { cwd },
    );
    expect(run.code).toBe(1);
    expect(run.out).toMatch(/^::error title=.*\/en\/1::.*repeat: peilian run/m);
    expect(run.out).toMatch(/::notice title=Peilian::\d+ of \d+ conversations passed/);
    expect(existsSync(join(cwd, 'report.xml'))).toBe(true);
  });

  test('leads from red to green by what is accepted, and back to red by what is worse', async () => {
    const cwd = temporaryFolder();
    let says = 'I do not know that.';
    const bot = await startBotServer((_request, response) => answerJson(response, says));
    const made = await peilianInside(['init', '--bot', bot.url], { cwd, env: { npm_command: 'exec' } });
    // Whoever came by npx has no command of that name, so the lines to go on with are npx's.
    const [, line] = /^ {2}npx (peilian run --bot \S+ --suite ci --shop none) /m.exec(made.out)!;
    const run = (...more: string[]) =>
      peilianInside([...line!.split(' ').slice(1), '--seed', '7', '--reporter', 'github', ...more], { cwd });
    const known = ['--known', 'known.yaml'];
    expect((await run()).code).toBe(1);
    expect((await run(...known, '--update')).code).toBe(0);
    const green = await run(...known);
    expect(green.code).toBe(0);
    expect(green.out).not.toContain('::error');
    says = 'I do not know that, you idiot.';
    const red = await run(...known);
    await bot.close();
    expect([red.code, red.out]).toEqual([1, expect.stringContaining('grave and not accepted: abuse')]);
  }, 120_000);

  test('puts a schema beside every file, so that an editor completes it', async () => {
    const cwd = temporaryFolder();
    await peilianInside(['init'], { cwd });
    for (const file of [
      'personas/my-buyer.yaml',
      'scenarios/cases/pre-sale/my-first-case.yaml',
      'scenarios/bots/my-bot.yaml',
      'scenarios/suites/ci.yaml',
    ]) {
      const text = readFileSync(join(cwd, file), 'utf8');
      const schema = /^# yaml-language-server: \$schema=(\S+)/.exec(text)![1]!;
      expect(text.match(/yaml-language-server/g)).toHaveLength(1);
      expect(JSON.parse(readFileSync(join(cwd, file, '..', schema), 'utf8'))).toHaveProperty('$schema');
    }
  });

  test('begins with the example that is nearest: its program beside it, its tokens from the secrets, played at once', async () => {
    const cwd = temporaryFolder();
    await peilianInside(['init', '--like', 'stdio', '--locale', 'en'], { cwd });
    const bot = 'scenarios/bots/my-bot.yaml';
    expect((await peilianInside(['bot-check', bot], { cwd })).out).toContain('Nothing looks wrong');
    const run = await peilianInside(
      ['run', '--bot', 'my-bot', '--allow-exec', '--case', 'late-parcel/complainer/en', '--shop', 'none'],
      { cwd },
    );
    // What is started here runs only by its path, so the line that repeats it has that.
    expect(run.out).toMatch(/repeat: peilian run --case \S+ --seed \d+ --bot scenarios\/bots\/my-bot\.yaml/);
    const socket = await peilianInside(
      ['init', '--force', '--like', 'websocket', '--bot', 'wss://chat.example/ws'],
      { cwd },
    );
    expect(socket.out).toContain('export BOT_TOKEN=');
    expect(readFileSync(join(cwd, bot), 'utf8')).toMatch(/^url: wss:\/\/chat\.example\/ws$/m);
    expect(readFileSync(join(cwd, '.github/workflows/peilian.yml'), 'utf8')).toContain(
      `BOT_TOKEN: \${{ secrets.BOT_TOKEN }}`,
    );
    const { code, err } = await peilianInside(['init', '--force', '--like', 'websockets'], { cwd });
    expect([code, err]).toEqual([2, expect.stringContaining('websocket')]);
  }, 30_000);

  test('writes over nothing', async () => {
    const cwd = temporaryFolder();
    await peilianInside(['init'], { cwd });
    writeFileSync(join(cwd, 'scenarios/suites/ci.yaml'), 'mine\n');
    const again = await peilianInside(['init'], { cwd });
    expect(again.code).toBe(2);
    expect(again.err).toContain('scenarios/suites/ci.yaml');
    expect(readFileSync(join(cwd, 'scenarios/suites/ci.yaml'), 'utf8')).toBe('mine\n');
  });

  test.skipIf(!existsSync('/dev/full'))('says which file a full disk had no room for', async () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, 'personas'));
    symlinkSync('/dev/full', join(cwd, 'personas/my-buyer.yaml.new'));
    const { code, err } = await peilianInside(['init'], { cwd });
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(/disk is full: .*personas.my-buyer\.yaml could not/),
    ]);
  });

  test('answers what is no address', async () => {
    const { code, err } = await peilianInside(['init', '--bot', 'my bot'], { cwd: temporaryFolder() });
    expect(err).toContain('http://localhost:3000/chat');
    expect(code).toBe(2);
  });
});
