/** Middle layer of the link codec: fields to numbers, switches, options and times. Knows nothing of scenarios. */
import { cleanWords } from '../base/clean-words.ts';
import { excerpt } from './fields.ts';
import { MAX_TIME, type Problem } from './link.ts';

interface Range {
  readonly min: number;
  readonly max: number;
  readonly default: number;
}

/** Reads fields one by one. A method returns undefined for an absent field, and for a bad one, which it reports. */
export class FieldReader {
  readonly problems: Problem[];
  readonly #fields: Map<string, string>;

  constructor(fields: Map<string, string>, problems: Problem[]) {
    this.#fields = fields;
    this.problems = problems;
  }

  take(field: string): string | undefined {
    const value = this.#fields.get(field);
    this.#fields.delete(field);
    return value;
  }

  whole(field: string, range: Range): number | undefined {
    const text = this.take(field);
    if (text === undefined) return undefined;
    const value = /^-?\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= range.min && value <= range.max) return value;
    this.#reject('not-whole', field, text, range);
    return undefined;
  }

  number(field: string, range: Range): number | undefined {
    const text = this.take(field);
    if (text === undefined) return undefined;
    const value = parseDecimal(text);
    if (value !== undefined && value >= range.min && value <= range.max) return value;
    this.#reject('not-number', field, text, range);
    return undefined;
  }

  bool(field: string, used: boolean): boolean | undefined {
    const text = this.take(field);
    if (text === undefined) return undefined;
    if (text === 'on' || text === 'true' || text === '1') return true;
    if (text === 'off' || text === 'false' || text === '0') return false;
    this.problems.push({
      kind: 'not-switch',
      field,
      value: excerpt(text),
      used: used ? 'on' : 'off',
    });
    return undefined;
  }

  option<T extends string>(field: string, options: readonly T[], used: string): T | undefined {
    const text = this.take(field);
    if (text === undefined) return undefined;
    const found = options.find((option) => option === text);
    if (found === undefined) {
      const list = options.join(', ');
      this.problems.push({ kind: 'not-option', field, value: excerpt(text), options: list, used });
    }
    return found;
  }

  /** Text of base64url, version numbers and lists: letters, digits and a few signs. */
  text(field: string): string | undefined {
    const text = this.take(field);
    if (text === undefined) return undefined;
    if (/^[\w.~-]+$/.test(text)) return text;
    this.problems.push({ kind: 'not-text', field, value: excerpt(text) });
    return undefined;
  }

  /** Free text: one line, without invisible characters, at most `limit` characters. */
  words(field: string, limit: number): string | undefined {
    const text = this.take(field);
    const line = text === undefined ? '' : this.line(field, text, limit);
    return line === '' ? undefined : line;
  }

  line(field: string, text: string, limit: number): string {
    const clean = cleanWords(text);
    if (clean.length <= limit) return clean;
    this.problems.push({ kind: 'long-words', field, limit });
    return cleanWords(text, limit);
  }

  time(field: string): number | undefined {
    const text = this.take(field);
    if (text === undefined) return undefined;
    const value = parseDecimal(text);
    if (value !== undefined && value >= 0 && value <= MAX_TIME) return value;
    this.problems.push({ kind: 'not-time', field, value: excerpt(text) });
    return undefined;
  }

  span(field: string): { start: number; end: number } | undefined {
    const text = this.take(field);
    if (text === undefined) return undefined;
    const [first = '', second = '', ...more] = text.split('-');
    const start = more.length === 0 ? parseDecimal(first) : undefined;
    const end = parseDecimal(second);
    if (start !== undefined && end !== undefined && 0 <= start && start < end && end <= MAX_TIME) {
      return { start, end };
    }
    this.problems.push({ kind: 'not-span', field, value: excerpt(text) });
    return undefined;
  }

  reportUnread(scenario: string): void {
    for (const field of this.#fields.keys()) {
      if (field.startsWith('p.')) {
        this.problems.push({ kind: 'unknown-param', field: excerpt(field), scenario });
      } else {
        this.problems.push({ kind: 'unknown-field', field: excerpt(field) });
      }
    }
  }

  #reject(kind: 'not-whole' | 'not-number', field: string, text: string, range: Range): void {
    const { min, max } = range;
    const used = String(range.default);
    this.problems.push({ kind, field, value: excerpt(text), min, max, used });
  }
}

/** Digits with at most one decimal point; no exponent, sign or spaces. */
function parseDecimal(text: string): number | undefined {
  return /^\d{1,12}(\.\d{1,9})?$/.test(text) ? Number(text) : undefined;
}
