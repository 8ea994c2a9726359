/** The texts of the comparison, which load with it and not with the page. */
import { useEffect, useState } from 'react';
import type { Language } from '../../scenarios/texts.ts';
import { useApp } from '../use-app.ts';
import type en from './texts.en.json';

export type CureTexts = typeof en;

const files: Readonly<Record<Language, () => Promise<{ readonly default: CureTexts }>>> = {
  en: () => import('./texts.en.json'),
  'zh-CN': () => import('./texts.zh-CN.json'),
};

/** In the language of the page; undefined until they are there. */
export function useCureTexts(): CureTexts | undefined {
  const language = useApp((state) => state.language);
  const [loaded, setLoaded] = useState<CureTexts>();
  useEffect(() => {
    let isCurrent = true;
    void files[language]().then((texts) => isCurrent && setLoaded(texts.default));
    return () => {
      isCurrent = false;
    };
  }, [language]);
  return loaded;
}

/** Values are never read as templates. */
export const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(values[name] ?? whole));
