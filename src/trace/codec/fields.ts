/** Reader of the fields of one JSON object. Every error says where the value is and what it should be. */
import { shown, TraceError } from './problem.ts';

type Json = Readonly<Record<string, unknown>>;

export class Fields {
  readonly where: string;
  readonly #json: Json;

  /** @param known names of the allowed fields */
  constructor(json: unknown, where: string, known: readonly string[]) {
    this.where = where;
    if (typeof json !== 'object' || json === null || Array.isArray(json)) {
      throw new TraceError(where, `must be an object, and is ${shown(json)}`);
    }
    this.#json = json as Json;
    const stranger = Object.keys(json).find((key) => !known.includes(key));
    if (stranger !== undefined) {
      throw new TraceError(this.at(stranger), `is no field here: there are ${known.join(', ')}`);
    }
  }

  at(key: string): string {
    return this.where === '' ? key : `${this.where}.${key}`;
  }

  has(key: string): boolean {
    return Object.hasOwn(this.#json, key);
  }

  get(key: string): unknown {
    return this.has(key) ? this.#json[key] : undefined;
  }

  fail(key: string, what: string): never {
    throw new TraceError(this.at(key), `${what}, and is ${shown(this.get(key))}`);
  }

  /** A required text if `otherwise` is absent. */
  text(key: string, otherwise?: string): string {
    const value = this.has(key) ? this.get(key) : otherwise;
    return typeof value === 'string' ? value : this.fail(key, 'must be a text');
  }

  /** An integer from `least` to `most`, both inclusive. */
  whole(key: string, least: number, most: number, otherwise?: number): number {
    const value = this.has(key) ? this.get(key) : otherwise;
    const isFine = typeof value === 'number' && Number.isInteger(value);
    if (isFine && value >= least && value <= most) return value;
    return this.fail(key, rangeOf(least, most));
  }

  /** A number of at least `least`. */
  number(key: string, least: number, otherwise: number): number {
    const value = this.has(key) ? this.get(key) : otherwise;
    const isFine = typeof value === 'number' && Number.isFinite(value) && value >= least;
    return isFine ? value : this.fail(key, `must be a number of at least ${least}`);
  }

  /** true, or undefined where the field is absent or false. */
  flag(key: string): true | undefined {
    const value = this.has(key) ? this.get(key) : false;
    if (typeof value !== 'boolean') this.fail(key, 'must be true or false');
    return value || undefined;
  }

  /** One of `words`; undefined where the field is absent. */
  word<W extends string>(key: string, words: readonly W[]): W | undefined {
    if (!this.has(key)) return undefined;
    const word = words.find((one) => one === this.get(key));
    return word ?? this.fail(key, `must be one of ${words.join(', ')}`);
  }

  texts(key: string): readonly string[] | undefined {
    if (!this.has(key)) return undefined;
    const value = this.get(key);
    const isFine = Array.isArray(value) && value.every((one) => typeof one === 'string');
    return isFine ? value : this.fail(key, 'must be a list of texts');
  }

  /** An object with arbitrary keys, at most `most` of them. */
  record(key: string, most: number): Readonly<Record<string, unknown>> {
    const value = this.get(key);
    const isFine = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (!isFine) return this.fail(key, 'must be an object');
    if (Object.keys(value).length > most) this.fail(key, `has room for ${most}`);
    return value as Readonly<Record<string, unknown>>;
  }

  /** A list of at most `most` elements; empty where the field is absent. */
  list(key: string, most: number): readonly unknown[] {
    const value = this.has(key) ? this.get(key) : [];
    if (!Array.isArray(value)) this.fail(key, 'must be a list');
    if (value.length > most) this.fail(key, `has room for ${most}`);
    return value as readonly unknown[];
  }
}

/** The allowed range in words; an index has none before the first declaration. */
function rangeOf(least: number, most: number): string {
  if (most === -1) {
    const none = 'nothing stands before it that it could name';
    return least === -1 ? `must be -1: ${none}` : `must not be there: ${none}`;
  }
  return least === most ? `must be ${least}` : `must be a whole number from ${least} to ${most}`;
}

/** A copy without the fields that are undefined. */
export const defined = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
