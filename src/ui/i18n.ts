/**
 * Texts. A language is one chunk with every catalogue of the page; chunks of other languages load when chosen. External
 * text (a link's values, program output) is only ever inserted as a value, and values are never interpreted as
 * templates.
 */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../scenarios/texts.ts';
import type { Catalogues } from './texts/catalogues.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'ui';
    resources: Catalogues;
  }
}

const catalogues: Record<Language, () => Promise<{ readonly catalogues: unknown }>> = {
  en: () => import('./texts/en.ts'),
  'zh-CN': () => import('./texts/zh-CN.ts'),
};

/** Starts loading a language's texts, so that they are ready for {@link startTexts}. */
export const fetchTexts = (language: Language): Promise<unknown> => catalogues[language]();

export async function startTexts(language: Language): Promise<void> {
  const loaded = (await catalogues[language]()).catalogues as Catalogues;
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: { [language]: loaded },
    fallbackLng: false,
    ns: Object.keys(loaded),
    defaultNS: 'ui',
    interpolation: { escapeValue: false, skipOnVariables: true },
    react: { useSuspense: false },
  });
  document.documentElement.lang = language;
}

export async function changeLanguage(language: Language): Promise<void> {
  if (i18next.language === language) return;
  const loaded = (await catalogues[language]()).catalogues as Catalogues;
  for (const [namespace, texts] of Object.entries(loaded)) {
    i18next.addResourceBundle(language, namespace, texts);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
