/**
 * Texts of scenarios. The gallery's titles are one small chunk per language; a scenario's full texts load when it is
 * opened.
 */
import { bug } from '../base/bug.ts';
import type { GalleryTexts, ScenarioTexts } from './scenario.ts';

export const languages = ['en', 'zh-CN'] as const;
export type Language = (typeof languages)[number];

const tables = {
  en: () => import('./gallery.en.ts'),
  'zh-CN': () => import('./gallery.zh-CN.ts'),
} as const satisfies Record<Language, () => Promise<object>>;

/** Title and summary of every scenario, by id. */
export async function loadGallery(language: Language): Promise<Record<string, GalleryTexts>> {
  const { gallery: byFile } = await tables[language]();
  return Object.fromEntries(
    Object.entries(byFile).map(([file, titles]) => [file.split('/')[1], titles]),
  );
}

export async function loadTexts(id: string, language: Language): Promise<ScenarioTexts> {
  const { texts } = await tables[language]();
  const file = `./${id}/texts.${language}.json`;
  return texts[file]?.() ?? bug(`no file ${file}`);
}
