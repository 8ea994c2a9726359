/** Reads one event of a Chrome trace into reused fields. Texts are indices of interners. */
import { Interner } from '../json/interner.ts';
import { CLOSE_OBJECT, COMMA, OPEN_OBJECT, QUOTE, type JsonBytes } from '../json/json-bytes.ts';

/** Known field names, numbered from 1. */
const KNOWN = [
  'ph',
  'ts',
  'dur',
  'pid',
  'tid',
  'name',
  'cat',
  'id',
  'id2',
  'bp',
  's',
  'scope',
  'args',
  'bind_id',
  'flow_in',
  'flow_out',
  'sf',
  'stack',
] as const;
type Known = (typeof KNOWN)[number];

export const NONE = -1;

/** Maximum number of fields predicted from the previous event, and of bytes between two values. */
const MOST_EXPECTED = 32;
const MOST_BETWEEN = 64;

const NOTHING = new Uint8Array(0);

export class EventFields {
  /** First letter of `ph`, as a character code; 0 if absent. */
  phase = 0;
  hasTime = false;
  timeWhole = 0;
  timePart = 0;
  /** Microseconds; NaN if no number, -1 if absent. */
  duration = NONE;
  hasDuration = false;
  /** Indices of `ids`, or NONE. */
  pid = NONE;
  tid = NONE;
  id = NONE;
  bindId = NONE;
  frame = NONE;
  name = 0;
  category = 0;
  /** Whether `id` is valid across processes. */
  isGlobal = false;
  /** `bp` is `e`: a flow ends in the enclosing slice. */
  bindsHere = false;
  /** First letter of `s`: scope of an instant. */
  scope = 0;
  /** `scope`: ids of asynchronous events are unique in it. */
  idScope = 0;
  flowsIn = false;
  flowsOut = false;
  /** Byte positions of `args` and `stack`; `to` 0 if absent. */
  argsFrom = 0;
  argsTo = 0;
  stackFrom = 0;
  stackTo = 0;
  readonly names: Interner;
  readonly ids: Interner;
  readonly #keys = new Interner(100_000);
  /**
   * Producers write the same fields in the same order, event after event. So the bytes before each value in the
   * previous event (a comma, the field name, a colon, spaces) are tried first.
   */
  readonly #between = Array.from({ length: MOST_EXPECTED }, () => NOTHING);
  readonly #meant: (Known | undefined)[] = [];

  constructor(names: Interner, ids: Interner) {
    this.names = names;
    this.ids = ids;
    for (const key of KNOWN) this.#keys.ofText(key);
  }

  /** Reads the object at the current position of `json`. False if it has no fields. */
  read(json: JsonBytes): boolean {
    this.#clear();
    json.at++;
    for (let field = 0; ; field++) {
      const between = field < MOST_EXPECTED ? this.#between[field]! : NOTHING;
      let key = this.#meant[field];
      if (between.length === 0 || !json.takeBytes(between)) {
        const from = json.at;
        let c = json.peek();
        while (c === COMMA) {
          json.at++;
          c = json.peek();
        }
        if (c === CLOSE_OBJECT) {
          json.at++;
          return field > 0;
        }
        key = KNOWN[json.readText(this.#keys) - 1];
        json.takeColon();
        json.peek();
        this.#expect(field, key, json, from);
      }
      if (key === undefined) json.skip();
      else this.#readField(json, key);
    }
  }

  /** @param from end of the previous value */
  #expect(field: number, key: Known | undefined, { bytes, at }: JsonBytes, from: number): void {
    if (field >= MOST_EXPECTED) return;
    this.#meant[field] = key;
    this.#between[field] = at - from > MOST_BETWEEN ? NOTHING : bytes.slice(from, at);
  }

  #clear(): void {
    this.phase = 0;
    this.hasTime = false;
    this.duration = NONE;
    this.hasDuration = false;
    this.pid = this.tid = this.id = this.bindId = this.frame = NONE;
    this.name = this.category = 0;
    this.isGlobal = this.bindsHere = this.flowsIn = this.flowsOut = false;
    this.scope = this.idScope = 0;
    this.argsTo = this.stackTo = 0;
  }

  #readField(json: JsonBytes, key: Known): void {
    switch (key) {
      case 'ph':
        this.phase = firstLetter(json);
        return;
      case 'ts':
        this.hasTime = json.readNumber();
        this.timeWhole = json.whole;
        this.timePart = json.part;
        return;
      case 'dur':
        this.hasDuration = true;
        this.duration = json.readNumber() ? json.whole + json.part : Number.NaN;
        return;
      case 'pid':
        this.pid = this.#idOf(json);
        return;
      case 'tid':
        this.tid = this.#idOf(json);
        return;
      case 'name':
        this.name = Math.max(0, json.readToken(this.names));
        return;
      case 'cat':
        this.category = Math.max(0, json.readToken(this.names));
        return;
      case 'id':
        this.id = this.#idOf(json);
        return;
      case 'id2':
        this.#readId2(json);
        return;
      case 'bind_id':
        this.bindId = this.#idOf(json);
        return;
      case 'bp':
        this.bindsHere = firstLetter(json) === 'e'.charCodeAt(0);
        return;
      case 's':
        this.scope = firstLetter(json);
        return;
      case 'scope':
        this.idScope = Math.max(0, json.readToken(this.names));
        return;
      case 'flow_in':
        this.flowsIn = isTrue(json);
        return;
      case 'flow_out':
        this.flowsOut = isTrue(json);
        return;
      case 'sf':
        this.frame = this.#idOf(json);
        return;
      case 'stack':
        json.peek();
        this.stackFrom = json.at;
        json.skip();
        this.stackTo = json.at;
        return;
      case 'args':
        json.peek();
        this.argsFrom = json.at;
        json.skip();
        this.argsTo = json.at;
    }
  }

  #idOf(json: JsonBytes): number {
    json.peek();
    const { at } = json;
    const id = json.readToken(this.ids);
    // `null` is none.
    return json.bytes[at] === 110 ? NONE : id;
  }

  /** `{ "local": id }` or `{ "global": id }`. */
  #readId2(json: JsonBytes): void {
    if (json.peek() !== OPEN_OBJECT) {
      this.id = this.#idOf(json);
      return;
    }
    json.at++;
    while (json.peek() !== CLOSE_OBJECT) {
      if (json.takeComma()) continue;
      const scope = this.#keys.text(json.readText(this.#keys));
      json.takeColon();
      this.id = this.#idOf(json);
      this.isGlobal = scope === 'global';
    }
    json.at++;
  }
}

/** Character code of the first letter of a text; 0 if none. */
function firstLetter(json: JsonBytes): number {
  const isText = json.peek() === QUOTE;
  const { at, bytes } = json;
  json.skip();
  return isText && json.at - at > 2 ? bytes[at + 1]! : 0;
}

function isTrue(json: JsonBytes): boolean {
  json.peek();
  const c = json.bytes[json.at];
  json.skip();
  // true, 1 and "true" all occur.
  return c === 116 || c === 49 || c === 34;
}
