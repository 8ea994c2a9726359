/** Titles and summaries in English, as one chunk. */
import type { GalleryTexts } from './scenario.ts';

export const gallery = import.meta.glob<GalleryTexts>('./*/texts.en.json', {
  eager: true,
  query: '?gallery',
  import: 'default',
});
