/**
 * Texts. A language is two chunks: the catalogues of what the page begins with, and the rest, which panels and dialogs wait
 * for (see controls/later.tsx). Chunks of other languages load when chosen. External text (a link's values, program output)
 * is only ever inserted as a value, and values are never interpreted as templates.
 */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../scenarios/texts.ts';
import { keepTranslations } from './kept-translations.ts';
import type { Catalogues } from './texts/catalogues.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'ui';
    resources: Catalogues;
  }
}

type Load = () => Promise<{ readonly catalogues: object }>;

const files: Readonly<Record<Language, { readonly first: Load; readonly rest: Load }>> = {
  en: { first: () => import('./texts/first.en.ts'), rest: () => import('./texts/rest.en.ts') },
  'zh-CN': {
    first: () => import('./texts/first.zh-CN.ts'),
    rest: () => import('./texts/rest.zh-CN.ts'),
  },
};

const begun = new Promise<void>((resolve) => i18next.on('initialized', () => resolve()));

/** Requests the texts that {@link startTexts} will need. */
export const fetchTexts = (language: Language): Promise<unknown> => files[language].first();

/** Requests the texts that {@link restOfTexts} will need. */
export const fetchRestOfTexts = (language: Language): Promise<unknown> => files[language].rest();

export async function startTexts(language: Language): Promise<void> {
  const { catalogues } = await files[language].first();
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: { [language]: { ...catalogues } },
    fallbackLng: false,
    ns: Object.keys(catalogues),
    defaultNS: 'ui',
    interpolation: { escapeValue: false, skipOnVariables: true },
    react: { useSuspense: false },
  });
  keepTranslations(i18next);
  document.documentElement.lang = language;
}

/** Resolves when all texts in the language of the page are there. */
export async function restOfTexts(): Promise<void> {
  await begun;
  await addRest(i18next.language as Language);
}

async function addRest(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'views')) add(language, await files[language].rest());
}

export async function changeLanguage(language: Language): Promise<void> {
  if (i18next.language === language) return;
  const [first] = await Promise.all([files[language].first(), addRest(language)]);
  add(language, first);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

function add(language: Language, { catalogues }: Awaited<ReturnType<Load>>): void {
  for (const [namespace, texts] of Object.entries(catalogues)) {
    i18next.addResourceBundle(language, namespace, texts);
  }
}
