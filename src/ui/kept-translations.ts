/**
 * Translations are kept: i18next takes some 40 us for a text, and panels ask for thousands of them a second, nearly all
 * of which they have had before. A text is kept with slots for names and the like, so that one serves all threads.
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
      const known = kept.get(place)?.get(request.name);
      if (known !== undefined) return filled(known, request.values);
      const text = translate(key, request.options);
      if (typeof text !== 'string') return translate(key, options);
      let texts = kept.get(place);
      if (texts === undefined || texts.size >= MOST_TEXTS) kept.set(place, (texts = new Map()));
      texts.set(request.name, text);
      return filled(text, request.values);
    };
    return Object.assign(translateOnce, translate) as unknown as TFunction;
  };
  instance.getFixedT = getKept as typeof getFixedT;
}

interface Request {
  /** The same for all requests that differ in `values` only. */
  readonly name: string;
  /** Options of i18next, with a slot for each of `values`. */
  readonly options: Readonly<Record<string, unknown>> | undefined;
  readonly values: readonly string[];
}

/** Options that choose a text or say how it is made, and whose text must be known to i18next. */
const CHOOSING =
  /^(?:count|ordinal|context|defaultValue.*|ns|lngs?|fallbackLng|replace|postProcess|joinArrays|(?:ns|key|context|plural)Separator)$/;

/** What i18next puts into a text in the place of the `n`th value. No text of ours has these characters of private use. */
const slot = (n: number): string => `\uE000${n}\uE001`;
const slots = /\uE000(\d+)\uE001/g;

/** undefined if an option is not plain. */
function requestOf(key: unknown, options: unknown): Request | undefined {
  if (typeof key !== 'string') return undefined;
  if (options === undefined) return { name: key, options, values: [] };
  if (typeof options !== 'object' || options === null) return undefined;
  let name = key;
  const values: string[] = [];
  const given: Record<string, unknown> = {};
  for (const [option, value] of Object.entries(options) as [string, unknown][]) {
    if (!isPlain(value)) return undefined;
    if (typeof value === 'string' && !CHOOSING.test(option)) {
      given[option] = slot(values.length);
      values.push(value);
      name += `\0${option}`;
    } else {
      const text = String(value);
      given[option] = value;
      name += `\0${option}:${typeof value}:${text.length}:${text}`;
    }
  }
  return { name, options: given, values };
}

const filled = (text: string, values: readonly string[]): string =>
  values.length === 0 ? text : text.replace(slots, (_, n: string) => values[Number(n)]!);

const isPlain = (value: unknown): value is string | number | boolean | undefined =>
  ['string', 'number', 'boolean', 'undefined'].includes(typeof value);
