import type { BotFileDraft } from './bot-file.ts';

/** A workflow for GitHub that plays the suite in every pull request. Tokens come from the repository's secrets. */
export function workflow(botFile: string, { env, address }: BotFileDraft, hasPackage: boolean): string {
  const run = `npx peilian run --bot ${botFile} --suite ci --shop none --seed 7 --reporter github --reporter junit=report.xml --reporter markdown=report.md`;
  const secrets = env.map((name) => `          ${name}: \${{ secrets.${name} }}\n`).join('');
  const local = address !== undefined && /\/\/(localhost|127\.)/.test(address);
  return `name: buyers
on: [pull_request]
permissions:
  contents: read
jobs:
  peilian:
    runs-on: ubuntu-latest
    timeout-minutes: 15
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
${hasPackage ? '      - run: npm ci\n' : ''}${
  local
    ? `      # Start your bot here, in the background, and wait until it listens:
      # - run: |
      #     node bot.js &
      #     curl --silent --output /dev/null --retry 30 --retry-connrefused --retry-delay 1 ${address}\n`
    : ''
}      # What fails today and is to be mended later: --known known.yaml, written once by the same line with --update.
      - run: ${run}
${env.length === 0 ? '' : `        env:\n${secrets}`}      - if: always()
        run: cat report.md >> "$GITHUB_STEP_SUMMARY"
      - if: always()
        uses: actions/upload-artifact@v4
        with:
          name: peilian
          path: |
            report.xml
            transcripts/runs
`;
}
