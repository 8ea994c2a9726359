import type { catalogues } from './en.ts';

/** Namespaces and their texts, as English has them; other languages have the same keys. */
export type Catalogues = typeof catalogues;
