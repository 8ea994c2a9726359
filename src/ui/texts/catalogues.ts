import type { catalogues } from './en.ts';

/** Namespaces and their texts, typed by English; other languages have the same keys. */
export type Catalogues = typeof catalogues;
