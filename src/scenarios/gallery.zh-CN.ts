/** Titles and summaries in Simplified Chinese, as one chunk. */
import type { GalleryTexts } from './scenario.ts';

export const gallery = import.meta.glob<GalleryTexts>('./*/texts.zh-CN.json', {
  eager: true,
  query: '?gallery',
  import: 'default',
});
