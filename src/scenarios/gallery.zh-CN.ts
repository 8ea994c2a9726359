/**
 * The gallery's texts in Simplified Chinese, as one chunk: titles and summaries, and loaders for the full texts of each
 * scenario.
 */
import type { GalleryTexts, ScenarioTexts } from './scenario.ts';

export const gallery = import.meta.glob<GalleryTexts>('./*/texts.zh-CN.json', {
  eager: true,
  query: '?gallery',
  import: 'default',
});

export const texts = import.meta.glob<ScenarioTexts>('./*/texts.zh-CN.json', { import: 'default' });
