/**
 * The reader's arrangement of the lanes: which are shown, in which order, which are pinned to the top. Immutable: each
 * of the functions here returns a new one.
 */
import type { ProcessIndex } from '../base/units.ts';
import { isInner, objectKinds, type Measure } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';
import type { Lane, LaneGroup } from '../views/lane.ts';
import type { Names } from '../views/names.ts';

/** A lane, or a whole process: first letter of its kind, and its index. */
export type LaneKey = `${'t' | 'o' | 'p'}${number}`;

/** Kinds of lanes for filters: threads, and objects by use. */
export const laneKinds = ['thread', 'lock', 'signal', 'queue', 'variable', 'other'] as const;
export type LaneKind = (typeof laneKinds)[number];

export type LaneSort = 'start' | 'name';

export interface Arrangement {
  readonly collapsed: ReadonlySet<ProcessIndex>;
  /** Lanes pinned to the top, in this order. */
  readonly pinned: readonly LaneKey[];
  readonly hidden: ReadonlySet<LaneKey>;
  /** Hidden kinds of lanes. */
  readonly without: ReadonlySet<LaneKind>;
  readonly sort: LaneSort;
  /** Lanes moved by hand, with their neighbours at that time: these come first, in this order. */
  readonly order: readonly LaneKey[];
  /** Filter on names, ignoring case; '' for all. */
  readonly query: string;
  /** Whether library-internal threads and objects are shown. */
  readonly inner: boolean;
}

export const plainArrangement: Arrangement = {
  collapsed: new Set(),
  pinned: [],
  hidden: new Set(),
  without: new Set(),
  sort: 'start',
  order: [],
  query: '',
  inner: false,
};

export const keyOf = (lane: Lane): LaneKey =>
  lane.kind === 'thread' ? `t${lane.index}` : `o${lane.index}`;

const kindOfMeasure: Readonly<Record<Measure, LaneKind>> = {
  hold: 'lock',
  permits: 'lock',
  flag: 'signal',
  waiting: 'signal',
  depth: 'queue',
  value: 'variable',
  none: 'other',
};

export function laneKindOf(trace: Trace, lane: Lane): LaneKind {
  if (lane.kind === 'thread') return 'thread';
  const { kind } = trace.objects[lane.index]!;
  return kind === 'future' ? 'other' : kindOfMeasure[objectKinds[kind] ?? 'none'];
}

/** The visible lanes in order. */
export interface Lineup {
  readonly pinned: readonly Lane[];
  readonly groups: readonly LaneGroup[];
}

/** `names`: for filtering and sorting. */
export function lineUp(
  trace: Trace,
  groups: readonly LaneGroup[],
  names: Names,
  arrangement: Arrangement,
): Lineup {
  const { hidden, without, inner, pinned, sort } = arrangement;
  const wanted = arrangement.query.trim().toLowerCase();
  const nameOf = (lane: Lane) =>
    lane.kind === 'thread' ? names.thread(lane.index) : names.object(lane.index);
  const isFound = (lane: Lane, { process }: LaneGroup) =>
    nameOf(lane).toLowerCase().includes(wanted) ||
    (process >= 0 && names.process(process).toLowerCase().includes(wanted));
  const isShown = (lane: Lane, group: LaneGroup) => {
    const details = (lane.kind === 'thread' ? trace.threads : trace.objects)[lane.index]!;
    if (!inner && isInner(details)) return false;
    if (hidden.has(keyOf(lane)) || pinned.includes(keyOf(lane))) return false;
    if (without.size > 0 && without.has(laneKindOf(trace, lane))) return false;
    return wanted === '' || isFound(lane, group);
  };
  const ranks = new Map(arrangement.order.map((key, rank) => [key, rank]));
  const rankOf = (key: LaneKey) => ranks.get(key) ?? Infinity;
  const sorted = <Item>(
    items: readonly Item[],
    keyOfItem: (item: Item) => LaneKey,
    nameOfItem: (item: Item) => string,
  ): readonly Item[] => {
    if (ranks.size === 0 && sort === 'start') return items;
    return items.toSorted((a, b) => {
      const [first, second] = [rankOf(keyOfItem(a)), rankOf(keyOfItem(b))];
      if (first !== second) return first < second ? -1 : 1;
      return sort === 'name'
        ? nameOfItem(a).localeCompare(nameOfItem(b), 'en', { numeric: true })
        : 0;
    });
  };
  const isPlain =
    hidden.size + without.size + pinned.length === 0 &&
    wanted === '' &&
    (inner || !hasInner(trace));
  const shown = isPlain
    ? groups
    : groups
        .map((group) => ({
          process: group.process,
          threads: group.threads.filter((lane) => isShown(lane, group)),
          objects: group.objects.filter((lane) => isShown(lane, group)),
        }))
        .filter(({ threads, objects }) => threads.length + objects.length > 0);
  // Shared objects come last in any order.
  const own = shown.filter(({ process }) => process >= 0);
  const shared = shown.filter(({ process }) => process < 0);
  return {
    pinned: pinned.flatMap((key) => laneFor(groups, key) ?? []),
    groups: [
      ...sorted(
        own,
        ({ process }) => `p${process}`,
        ({ process }) => names.process(process),
      ),
      ...shared,
    ].map((group) => ({
      process: group.process,
      threads: sorted(group.threads, keyOf, nameOf),
      objects: sorted(group.objects, keyOf, nameOf),
    })),
  };
}

const hasInner = ({ threads, objects }: Trace): boolean =>
  threads.some(isInner) || objects.some(isInner);

function laneFor(groups: readonly LaneGroup[], key: LaneKey): Lane | undefined {
  const index = Number(key.slice(1));
  for (const { threads, objects } of groups) {
    const lanes: readonly Lane[] = key.startsWith('t') ? threads : objects;
    const found = lanes.find((lane) => lane.index === index);
    if (found !== undefined) return found;
  }
  return undefined;
}

const toggled = <Item>(set: ReadonlySet<Item>, item: Item): ReadonlySet<Item> => {
  const next = new Set(set);
  if (!next.delete(item)) next.add(item);
  return next;
};

export const withCollapsed = (a: Arrangement, process: ProcessIndex): Arrangement => ({
  ...a,
  collapsed: toggled(a.collapsed, process),
});

export const withoutKind = (a: Arrangement, kind: LaneKind): Arrangement => ({
  ...a,
  without: toggled(a.without, kind),
});

export const withPinned = (a: Arrangement, key: LaneKey): Arrangement => ({
  ...a,
  pinned: a.pinned.includes(key) ? a.pinned.filter((one) => one !== key) : [...a.pinned, key],
});

export const withHidden = (a: Arrangement, key: LaneKey): Arrangement => ({
  ...a,
  hidden: toggled(a.hidden, key),
  pinned: a.pinned.filter((one) => one !== key),
});

/** Sorted by start or by name, discarding the manual order. */
export const sortedBy = (a: Arrangement, sort: LaneSort): Arrangement => ({
  ...a,
  sort,
  order: [],
});

/** The keys among which a lane or process can be moved, in displayed order. */
export function siblingsOf({ pinned, groups }: Lineup, key: LaneKey): readonly LaneKey[] {
  const top = pinned.map(keyOf);
  if (top.includes(key)) return top;
  const lists: readonly (readonly LaneKey[])[] = [
    groups.filter(({ process }) => process >= 0).map(({ process }) => `p${process}` as const),
    ...groups.flatMap(({ threads, objects }) => [threads.map(keyOf), objects.map(keyOf)]),
  ];
  return lists.find((list) => list.includes(key)) ?? [];
}

/** Whether only one thread of a process is shown, so that its row stands for both. */
export const isAlone = ({ threads, objects }: LaneGroup): boolean =>
  threads.length === 1 && objects.length === 0;

/** What moves with a lane: its process if the row stands for that. */
function bearerOf({ pinned, groups }: Lineup, key: LaneKey): LaneKey {
  if (pinned.some((lane) => keyOf(lane) === key)) return key;
  const alone = groups.find((group) => isAlone(group) && keyOf(group.threads[0]!) === key);
  return alone === undefined || groups.length === 1 ? key : `p${alone.process}`;
}

/** Moves a lane or process by so many places among its siblings. Returns the same arrangement if it cannot move. */
export function moved(a: Arrangement, lineup: Lineup, lane: LaneKey, by: number): Arrangement {
  const key = bearerOf(lineup, lane);
  const siblings = siblingsOf(lineup, key);
  const from = siblings.indexOf(key);
  const to = Math.max(0, Math.min(siblings.length - 1, from + by));
  if (from < 0 || to === from) return a;
  const next = siblings.toSpliced(from, 1).toSpliced(to, 0, key);
  if (a.pinned.includes(key)) return { ...a, pinned: next };
  return { ...a, order: [...a.order.filter((one) => !siblings.includes(one)), ...next] };
}
