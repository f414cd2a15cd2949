// The program of stdio.yaml: reads one request a line, writes one answer a line.
import { createInterface } from 'node:readline';

for await (const line of createInterface({ input: process.stdin })) {
  const { text, locale } = JSON.parse(line);
  const answer =
    locale === 'zh-CN'
      ? `您好，您说的是“${text}”，我马上帮您看。`
      : `Hello, you said “${text}”. I will look at once.`;
  process.stdout.write(`${JSON.stringify({ text: answer })}\n`);
}
