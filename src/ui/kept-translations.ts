/**
 * Translations are kept: i18next takes some 40 us for a text, and panels ask for thousands of them a second, nearly all
 * of which they have had before.
 */
import type { i18n, TFunction } from 'i18next';

/** Texts kept for one set of namespaces; beyond it they are dropped and collected anew. */
const MOST_TEXTS = 5000;

type Translate = (key: unknown, options?: unknown, ...more: unknown[]) => unknown;

/** Makes the functions that an initialized `instance` gives to components keep what they return. */
export function keepTranslations(instance: i18n): void {
  const kept = new Map<string, Map<string, string>>();
  const forget = () => kept.clear();
  instance.on('languageChanged', forget);
  instance.store.on('added', forget);
  const getFixedT = instance.getFixedT.bind(instance);
  const getKept = (...about: Parameters<typeof getFixedT>): TFunction => {
    const translate = getFixedT(...about) as unknown as Translate;
    const place = JSON.stringify(about);
    const translateOnce: Translate = (key, options, ...more) => {
      const request = more.length === 0 ? requestOf(key, options) : undefined;
      if (request === undefined) return translate(key, options, ...more);
      const known = kept.get(place)?.get(request);
      if (known !== undefined) return known;
      const text = translate(key, options);
      if (typeof text !== 'string') return text;
      let texts = kept.get(place);
      if (texts === undefined || texts.size >= MOST_TEXTS) kept.set(place, (texts = new Map()));
      texts.set(request, text);
      return text;
    };
    return Object.assign(translateOnce, translate) as unknown as TFunction;
  };
  instance.getFixedT = getKept as typeof getFixedT;
}

/** What is requested as one text, with the lengths of values, which may be any text; undefined if a value is not plain. */
function requestOf(key: unknown, options: unknown): string | undefined {
  if (typeof key !== 'string') return undefined;
  if (options === undefined) return key;
  if (typeof options !== 'object' || options === null) return undefined;
  let request = key;
  for (const [name, value] of Object.entries(options) as [string, unknown][]) {
    if (!isPlain(value)) return undefined;
    const text = String(value);
    request += `\0${name}:${typeof value}:${text.length}:${text}`;
  }
  return request;
}

const isPlain = (value: unknown): value is string | number | boolean | undefined =>
  ['string', 'number', 'boolean', 'undefined'].includes(typeof value);
