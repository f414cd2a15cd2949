import { Pool } from 'undici';

/** Sends `total` small JSON posts over keep-alive connections, `concurrency` at a time, and reads the answers: nothing else. */
export async function bareLoop(
  url: string,
  total: number,
  concurrency: number,
): Promise<{ readonly wallMs: number; readonly cpuUs: number }> {
  const pool = new Pool(url, { connections: concurrency, pipelining: 1 });
  const body = JSON.stringify({
    protocol: 'peilian/1',
    type: 'message',
    sessionId: 'n:case/persona/en/1',
    messageId: 'm1',
    locale: 'en',
    text: 'is the navy one in stock in M?',
    content: [{ type: 'text', text: 'is the navy one in stock in M?' }],
    context: { now: '2026-11-11T20:15:00+00:00', shop: 'harrow-lane', account: 'guest' },
  });
  let left = total;
  const worker = async () => {
    while (left-- > 0) {
      const response = await pool.request({
        path: '/',
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      JSON.parse(await response.body.text());
    }
  };
  const cpu = process.cpuUsage();
  const started = performance.now();
  await Promise.all(Array.from({ length: concurrency }, worker));
  const wallMs = performance.now() - started;
  const used = process.cpuUsage(cpu);
  await pool.close();
  return { wallMs, cpuUs: used.user + used.system };
}
