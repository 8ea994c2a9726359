/**
 * Stores the reader's arrangement of lanes of each program in the browser. Unreadable data is ignored.
 *
 * Lanes are stored by their creators (`Identities`): threads created in another order have other indices.
 */
import type { Program } from '../engines/program.ts';
import { Identities } from '../teach/counterparts.ts';
import {
  laneKinds,
  type Arrangement,
  type LaneKey,
  type LaneKind,
  type LaneSort,
} from '../timeline/arrangement.ts';
import type { Trace } from '../trace/trace.ts';
import { nameOf } from './program.ts';

const storageKey = 'weft.lanes';
/** Maximum number of programs stored: those last arranged. */
const MOST = 40;
/** Maximum number of lanes in each list. */
const MOST_LANES = 500;
/** Maximum length of a lane's key. */
const MOST_LENGTH = 500;

const lists = ['collapsed', 'pinned', 'hidden', 'order'] as const;

/** An arrangement by keys that are stable across runs. */
type NamedArrangement = Readonly<Record<(typeof lists)[number], readonly string[]>> & {
  readonly without: readonly LaneKind[];
  readonly sort: LaneSort;
  readonly inner: boolean;
};

/** The stored arrangement for one run. */
export class KeptLanes {
  readonly #program: Program;
  readonly #trace: Trace;
  readonly #identities: Identities;
  #kept: NamedArrangement | undefined;
  /** Number of lanes and processes when it was last applied. */
  #applied = -1;

  constructor(program: Program, trace: Trace) {
    this.#program = program;
    this.#trace = trace;
    this.#identities = new Identities(trace);
    // A recorded trace has lanes of its own: nothing is stored for it.
    const kept = program.kind === 'trace' ? undefined : read()[nameOf(program)];
    this.#kept = kept === undefined ? undefined : parseArrangement(kept);
  }

  /**
   * `now` merged with the stored settings of existing lanes; undefined if nothing is stored, or no lane was added since
   * the last call.
   */
  applied(now: Arrangement): Arrangement | undefined {
    const { processes, threads, objects } = this.#trace;
    const size = processes.length + threads.length + objects.length;
    if (this.#kept === undefined || size === this.#applied) return undefined;
    this.#applied = size;
    const keys = this.#keys();
    const { without, sort, inner, ...named } = this.#kept;
    const found = (list: (typeof lists)[number]) =>
      named[list].flatMap((name) => keys.get(name) ?? []);
    return {
      collapsed: new Set(found('collapsed').map((key) => Number(key.slice(1)))),
      pinned: found('pinned'),
      hidden: new Set(found('hidden')),
      order: found('order'),
      without: new Set(without),
      sort,
      inner,
      query: now.query,
    };
  }

  /** Stores an arrangement, keeping stored settings of lanes that do not exist yet. */
  keep(arrangement: Arrangement): void {
    if (this.#program.kind === 'trace') return;
    const names = new Map([...this.#keys()].map(([name, key]) => [key, name]));
    const { collapsed, pinned, hidden, order } = arrangement;
    // Everything was reset: future lanes too.
    const isPlain = collapsed.size + pinned.length + hidden.size + order.length === 0;
    const before = isPlain ? undefined : this.#kept;
    const known = new Set(names.values());
    const named = (list: (typeof lists)[number], keys: readonly LaneKey[]) => [
      ...keys.flatMap((key) => names.get(key) ?? []),
      ...(before?.[list].filter((name) => !known.has(name)) ?? []),
    ];
    this.#kept = {
      collapsed: named(
        'collapsed',
        [...collapsed].map((process) => `p${process}` as const),
      ),
      pinned: named('pinned', pinned),
      hidden: named('hidden', [...hidden]),
      order: named('order', order),
      without: [...arrangement.without],
      sort: arrangement.sort,
      inner: arrangement.inner,
    };
    store(nameOf(this.#program), this.#kept);
  }

  #keys(): ReadonlyMap<string, LaneKey> {
    const { threads, objects, processes } = this.#identities.advance();
    const tables = [
      ['t', threads],
      ['o', objects],
      ['p', processes],
    ] as const;
    return new Map(
      tables.flatMap(([kind, table]) =>
        table.map((name, index) => [`${kind}${name}`, `${kind}${index}`] as const),
      ),
    );
  }
}

function store(name: string, kept: NamedArrangement): void {
  const { [name]: _before, ...others } = read();
  const entries = Object.entries(others).slice(1 - MOST);
  try {
    localStorage.setItem(
      storageKey,
      JSON.stringify({ ...Object.fromEntries(entries), [name]: kept }),
    );
  } catch {
    // The arrangement lasts until the page is left.
  }
}

function read(): Readonly<Record<string, unknown>> {
  try {
    return fieldsOf(JSON.parse(localStorage.getItem(storageKey) ?? '{}'));
  } catch {
    return {};
  }
}

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};

const isName = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= MOST_LENGTH;

export function parseArrangement(value: unknown): NamedArrangement {
  const fields = fieldsOf(value);
  const list = (name: string): readonly string[] => {
    const stored: unknown = fields[name];
    return Array.isArray(stored) ? [...new Set(stored.slice(0, MOST_LANES).filter(isName))] : [];
  };
  const without = list('without');
  return {
    collapsed: list('collapsed'),
    pinned: list('pinned'),
    hidden: list('hidden'),
    order: list('order'),
    without: laneKinds.filter((kind) => without.includes(kind)),
    sort: fields['sort'] === 'name' ? 'name' : 'start',
    inner: fields['inner'] === true,
  };
}
