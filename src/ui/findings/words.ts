/** Texts of findings, loaded with them and not with the page. */
import type en from '../../diagnose/texts/en.json';
import type { Language } from '../../scenarios/texts.ts';

export type FindingTexts = typeof en;

const texts: Readonly<Record<Language, () => Promise<{ readonly default: object }>>> = {
  en: () => import('../../diagnose/texts/en.json'),
  'zh-CN': () => import('../../diagnose/texts/zh-CN.json'),
};

/** Every language has every key, without plural suffixes if it needs no plural. */
export const loadTexts = async (language: Language): Promise<FindingTexts> =>
  (await texts[language]()).default as FindingTexts;
