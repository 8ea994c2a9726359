/** How the reader has arranged the lanes of each program, kept by the browser. What cannot be read is as it comes. */
import type { Program } from '../engines/program.ts';
import {
  laneKinds,
  plainArrangement,
  type Arrangement,
  type LaneKey,
} from '../timeline/arrangement.ts';
import { nameOf } from './program.ts';

const storageKey = 'weft.lanes';
/** Programs whose lanes are kept: those arranged last. */
const MOST = 40;
/** Lanes of each list. */
const MOST_LANES = 500;

type Kept = Readonly<Record<string, unknown>>;

/** undefined where they were never arranged. A recorded trace has lanes of its own: nothing is kept for it. */
export function keptLanes(program: Program): Arrangement | undefined {
  const kept = program.kind === 'trace' ? undefined : read()[nameOf(program)];
  return kept === undefined ? undefined : parseArrangement(kept);
}

export function keepLanes(program: Program, arrangement: Arrangement): void {
  if (program.kind === 'trace') return;
  const { [nameOf(program)]: _before, ...others } = read();
  const entries = Object.entries(others).slice(1 - MOST);
  const { collapsed, hidden, without, query: _query, ...plain } = arrangement;
  const own = {
    ...plain,
    collapsed: [...collapsed],
    hidden: [...hidden],
    without: [...without],
  };
  try {
    localStorage.setItem(
      storageKey,
      JSON.stringify({ ...Object.fromEntries(entries), [nameOf(program)]: own }),
    );
  } catch {
    // It holds until the page is left.
  }
}

function read(): Kept {
  try {
    return fieldsOf(JSON.parse(localStorage.getItem(storageKey) ?? '{}'));
  } catch {
    return {};
  }
}

const fieldsOf = (value: unknown): Kept =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};

const isKey = (value: unknown): value is LaneKey =>
  typeof value === 'string' && /^[top]\d{1,6}$/.test(value);

const isIndex = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 0;

export function parseArrangement(value: unknown): Arrangement {
  const fields = fieldsOf(value);
  const list = <T>(name: string, isOne: (one: unknown) => one is T): T[] => {
    const stored: unknown = fields[name];
    return Array.isArray(stored) ? stored.slice(0, MOST_LANES).filter((one) => isOne(one)) : [];
  };
  const without = list('without', (one) => typeof one === 'string');
  return {
    ...plainArrangement,
    collapsed: new Set(list('collapsed', isIndex)),
    pinned: [...new Set(list('pinned', isKey))],
    hidden: new Set(list('hidden', isKey)),
    without: new Set(laneKinds.filter((kind) => without.includes(kind))),
    sort: fields['sort'] === 'name' ? 'name' : 'start',
    order: [...new Set(list('order', isKey))],
    inner: fields['inner'] === true,
  };
}
