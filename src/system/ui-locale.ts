import type { Locale } from '../model/locale.ts';

/**
 * The language of the interface: the option, then the environment (PEILIAN_UI_LOCALE, LC_ALL, LC_MESSAGES, LANG), then the
 * system's. Anything Chinese is zh-CN, anything else en; `C` and `POSIX` name no language.
 */
export function pickUiLocale(
  option: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
  system: string,
): Locale {
  const named = [option, env.PEILIAN_UI_LOCALE, env.LC_ALL, env.LC_MESSAGES, env.LANG].find(
    (name) => name !== undefined && name !== '' && !/^(C|POSIX)([.@]|$)/i.test(name),
  );
  return /^zh/i.test(named ?? system) ? 'zh-CN' : 'en';
}
