/** The texts of the panel, which load with it and not with the page. */
import { useEffect, useState } from 'react';
import type { Language } from '../../scenarios/texts.ts';
import type challengesEn from '../../teach/challenges/texts.en.json';
import { useApp } from '../use-app.ts';
import type en from './texts.en.json';

export interface TeachTexts {
  readonly panel: typeof en;
  readonly challenges: typeof challengesEn;
}

const files: Readonly<Record<Language, () => Promise<readonly { readonly default: object }[]>>> = {
  en: () =>
    Promise.all([import('./texts.en.json'), import('../../teach/challenges/texts.en.json')]),
  'zh-CN': () =>
    Promise.all([import('./texts.zh-CN.json'), import('../../teach/challenges/texts.zh-CN.json')]),
};

/** A test compares the keys of the languages. */
async function load(language: Language): Promise<TeachTexts> {
  const [panel, challenges] = await files[language]();
  return { panel: panel!.default, challenges: challenges!.default } as TeachTexts;
}

/** In the language of the page; undefined until they are there. */
export function useTeachTexts(): TeachTexts | undefined {
  const language = useApp((state) => state.language);
  const [loaded, setLoaded] = useState<TeachTexts>();
  useEffect(() => {
    let isCurrent = true;
    void load(language).then((texts) => isCurrent && setLoaded(texts));
    return () => {
      isCurrent = false;
    };
  }, [language]);
  return loaded;
}

/** Values are never read as templates. */
export const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(values[name] ?? whole));
