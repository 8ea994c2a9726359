/** What the gallery says in English, as one chunk: titles and summaries, and where the whole texts of each scenario are. */
import type { GalleryTexts, ScenarioTexts } from './scenario.ts';

export const gallery = import.meta.glob<GalleryTexts>('./*/texts.en.json', {
  eager: true,
  query: '?gallery',
  import: 'default',
});

export const texts = import.meta.glob<ScenarioTexts>('./*/texts.en.json', { import: 'default' });
