import type { SideGuess } from '../../logs/sides.ts';
import { LOCALES, type Locale } from '../../model/locale.ts';
import { forTerminal } from '../../report/inert.ts';
import { type CommandIo, UsageError } from '../io.ts';
import { ask } from '../shop/ask.ts';

export interface ToldSides {
  readonly buyer?: readonly string[];
  readonly agent?: readonly string[];
  readonly yes?: boolean;
}

const SHOWN_MAX = 12;

/** By what most of the characters are. */
export function localeOf(
  conversations: readonly { readonly messages: readonly { readonly text: string }[] }[],
): Locale {
  let han = 0;
  let latin = 0;
  for (const { messages } of conversations.slice(0, 50))
    for (const { text } of messages) {
      han += text.match(/[\u4e00-\u9fff]/g)?.length ?? 0;
      latin += text.match(/[a-z]/gi)?.length ?? 0;
    }
  return han * 2 > latin ? LOCALES[0] : 'en';
}

/** Names such as "buyer" or "A" are nobody's. */
export function isPersonal(name: string): boolean {
  return (
    name.length >= 2 &&
    !/^(buyer|customer|client|user|visitor|guest|you|买家|顾客|客户|用户|访客)\d*$/i.test(name)
  );
}

export function withTold(
  guesses: readonly SideGuess[],
  { buyer = [], agent = [] }: ToldSides,
): readonly SideGuess[] {
  return guesses.map((guess) =>
    buyer.includes(guess.speaker)
      ? { ...guess, side: 'buyer', by: 'named' }
      : agent.includes(guess.speaker)
        ? { ...guess, side: 'agent', by: 'named' }
        : guess,
  );
}

export async function confirmSides(
  sides: readonly SideGuess[],
  options: ToldSides,
  file: string,
  io: CommandIo,
): Promise<readonly SideGuess[]> {
  io.err(`${forTerminal(file)}\n`);
  for (const { speaker, side, by, messages, example } of [...sides]
    .sort((a, b) => b.messages - a.messages)
    .slice(0, SHOWN_MAX))
    io.err(
      `  ${forTerminal(speaker)} → ${io.ui(`import.side.${side}`)}${by === 'guessed' ? ` ${io.ui('shop.guessed')}` : ''} · ${messages} · ${forTerminal(example.slice(0, 40))}\n`,
    );
  if (
    !sides.some(({ side }) => side === 'agent' || side === 'bot') ||
    !sides.some(({ side }) => side === 'buyer')
  )
    throw new UsageError(
      io.ui('import.one-side', { file: forTerminal(file) }),
      io.ui('import.one-side.hint', { name: sides[0]?.speaker ?? '' }),
    );
  if (!io.inputIsTerminal || options.yes || sides.every(({ by }) => by === 'named')) return sides;
  const answer = await ask(io.ui('import.ask.sides'), io);
  if (answer === '' || /^(y|是|对)/i.test(answer)) return sides;
  // The other way round is the one mistake that can be made of two.
  return sides.map((guess) =>
    guess.by === 'named'
      ? guess
      : { ...guess, side: guess.side === 'agent' ? 'buyer' : guess.side === 'buyer' ? 'agent' : guess.side },
  );
}
