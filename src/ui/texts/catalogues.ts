import type { catalogues as first } from './first.en.ts';
import type { catalogues as rest } from './rest.en.ts';

type First = typeof first;
type Rest = typeof rest;

/** Namespaces and their texts, typed by English; other languages have the same keys. */
export interface Catalogues extends First, Rest {}
