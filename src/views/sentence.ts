/**
 * A sentence as data: the page looks up its text in the catalogue of namespace "views" (texts/en.json defines the keys)
 * and fills in the parameters. Names and times are already formatted.
 */
import type { Place } from './hold-line.ts';
import type en from './texts/en.json';

/** Paths of a catalogue's leaves, without i18next's suffixes for plurals and contexts. */
export type KeysOf<T> = {
  [K in keyof T & string]: T[K] extends string
    ? K extends `${infer Base}_${string}`
      ? Base
      : K
    : `${K}.${KeysOf<T[K]>}`;
}[keyof T & string];

export type SentenceKey = KeysOf<typeof en>;

export interface Sentence {
  readonly key: SentenceKey;
  /** `context: 'line'` selects the wording that names a line; `count` the plural. */
  readonly params: Readonly<Record<string, string | number>>;
}

export const sentence = (key: SentenceKey, params: Sentence['params'] = {}): Sentence => ({
  key,
  params,
});

/** Parameters for a line of a source, if known. */
export const atLine = ({ line, source }: Place): Record<string, string | number> =>
  line > 0 ? { line, source, context: 'line' } : {};
