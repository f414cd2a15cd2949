import { z } from 'zod';

/** The languages a conversation can be held in. Both are equals: whatever ships for one ships for the other. */
export const LOCALES = ['zh-CN', 'en'] as const;
export const LocaleSchema = z.enum(LOCALES);
export type Locale = (typeof LOCALES)[number];

/** A text that people read, in both languages; each written for its readers, not translated word for word. */
export const LocalTextSchema = z.strictObject({ 'zh-CN': z.string().min(1), en: z.string().min(1) });
export type LocalText = Readonly<Record<Locale, string>>;
