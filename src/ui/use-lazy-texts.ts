/** Texts that load with what shows them, and not with the page. */
import { useEffect, useState } from 'react';
import type { Language } from '../scenarios/texts.ts';
import { useApp } from './use-app.ts';

/** In the language of the page; undefined until they are there. @param load the same function each time */
export function useLazyTexts<T>(load: (language: Language) => Promise<T>): T | undefined {
  const language = useApp((state) => state.language);
  const [loaded, setLoaded] = useState<T>();
  useEffect(() => {
    let isCurrent = true;
    void load(language).then((texts) => isCurrent && setLoaded(texts));
    return () => {
      isCurrent = false;
    };
  }, [language, load]);
  return loaded;
}
