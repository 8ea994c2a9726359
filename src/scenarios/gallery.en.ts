/** The gallery's English texts, as one chunk: titles and summaries, and loaders for the full texts of each scenario. */
import type { GalleryTexts, ScenarioTexts } from './scenario.ts';

export const gallery = import.meta.glob<GalleryTexts>('./*/texts.en.json', {
  eager: true,
  query: '?gallery',
  import: 'default',
});

export const texts = import.meta.glob<ScenarioTexts>('./*/texts.en.json', { import: 'default' });
