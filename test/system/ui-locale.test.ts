import { expect, test } from 'vitest';
import { pickUiLocale } from '../../src/system/ui-locale.ts';

test.each([
  ['the option', 'en', { PEILIAN_UI_LOCALE: 'zh-CN' }, 'zh-CN', 'en'],
  ['then PEILIAN_UI_LOCALE', undefined, { PEILIAN_UI_LOCALE: 'zh-CN', LANG: 'en_US.UTF-8' }, 'en', 'zh-CN'],
  ['then LC_ALL', undefined, { LC_ALL: 'zh_CN.UTF-8', LANG: 'en_US' }, 'en', 'zh-CN'],
  ['then LANG', undefined, { LANG: 'zh_TW.UTF-8' }, 'en', 'zh-CN'],
  [
    'C and POSIX name no language: then the system',
    undefined,
    { LC_ALL: 'C.UTF-8', LANG: 'POSIX' },
    'zh-Hans-CN',
    'zh-CN',
  ],
  ['an empty variable is none', undefined, { LANG: '' }, 'en-GB', 'en'],
  ['any other language is shown English', undefined, { LANG: 'de_DE' }, 'de', 'en'],
])('the interface’s language is decided by %s', (_what, option, env, system, expected) => {
  expect(pickUiLocale(option, env, system)).toBe(expected);
});
