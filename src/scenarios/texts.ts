/**
 * What people read of a scenario. The gallery's titles are one small chunk a language; a scenario's whole texts load when
 * it is opened.
 */
import { bug } from '../base/bug.ts';
import type { GalleryTexts, ScenarioTexts } from './scenario.ts';

export const languages = ['en', 'zh-CN'] as const;
export type Language = (typeof languages)[number];

const galleries: Record<Language, () => Promise<Record<string, GalleryTexts>>> = {
  en: async () => (await import('./gallery.en.ts')).gallery,
  'zh-CN': async () => (await import('./gallery.zh-CN.ts')).gallery,
};

const texts: Record<Language, Record<string, () => Promise<ScenarioTexts>>> = {
  en: import.meta.glob<ScenarioTexts>('./*/texts.en.json', { import: 'default' }),
  'zh-CN': import.meta.glob<ScenarioTexts>('./*/texts.zh-CN.json', { import: 'default' }),
};

/** Title and summary of every scenario, by its id. */
export async function loadGallery(language: Language): Promise<Record<string, GalleryTexts>> {
  const byFile = await galleries[language]();
  return Object.fromEntries(
    Object.entries(byFile).map(([file, titles]) => [file.split('/')[1], titles]),
  );
}

export function loadTexts(id: string, language: Language): Promise<ScenarioTexts> {
  return load(texts[language], `./${id}/texts.${language}.json`);
}

function load<T>(files: Record<string, () => Promise<T>>, file: string): Promise<T> {
  return files[file]?.() ?? bug(`no file ${file}`);
}
