/** A bot file to begin with, for a bot that answers with the text at `path`. The address stays out: it may hold a token. */
export function suggestFile(path: string): string {
  return [
    '  kind: bot',
    '  version: 1',
    '  id: mine',
    '  title: { zh-CN: 我的机器人, en: My bot }',
    '  protocol: http',
    '  url: http://localhost:3000/chat',
    '  body: { text: "{{text}}", session: "{{sessionId}}" }',
    `  reply: { text: ${/[{},[\]'"#&*!|>%@`]/.test(path) ? JSON.stringify(path) : path} }`,
  ].join('\n');
}
