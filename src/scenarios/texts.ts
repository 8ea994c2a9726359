/**
 * What people read of a scenario. The gallery's titles are one small chunk a language; a scenario's whole texts and its
 * listings load when it is opened.
 */
import { bug } from '../base/bug.ts';
import type { GalleryTexts, Listing, ScenarioTexts } from './scenario.ts';

export const languages = ['en', 'zh-CN'] as const;
export type Language = (typeof languages)[number];

export interface Listings {
  readonly program: Listing;
  readonly python: Listing;
}

export type ListingName = keyof Listings;

const galleries: Record<Language, () => Promise<Record<string, GalleryTexts>>> = {
  en: async () => (await import('./gallery.en.ts')).gallery,
  'zh-CN': async () => (await import('./gallery.zh-CN.ts')).gallery,
};

const texts: Record<Language, Record<string, () => Promise<ScenarioTexts>>> = {
  en: import.meta.glob<ScenarioTexts>('./*/texts.en.json', { import: 'default' }),
  'zh-CN': import.meta.glob<ScenarioTexts>('./*/texts.zh-CN.json', { import: 'default' }),
};

const programs = import.meta.glob<Listing>('./*/program.ts', {
  query: '?listing',
  import: 'default',
});
const listings = import.meta.glob<Listing>('./*/listing.py', {
  query: '?listing',
  import: 'default',
});

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

export async function loadListings(id: string): Promise<Listings> {
  const [program, python] = await Promise.all([
    load(programs, `./${id}/program.ts`),
    load(listings, `./${id}/listing.py`),
  ]);
  return { program, python };
}

function load<T>(files: Record<string, () => Promise<T>>, file: string): Promise<T> {
  return files[file]?.() ?? bug(`no file ${file}`);
}
