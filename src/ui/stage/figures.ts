/** Which figure shows which object, and how wide each may be. Depends on declarations only, so it holds still. */
import type { CssPx, ObjectIndex } from '../../base/units.ts';
import type { StageHint } from '../../scenarios/scenario.ts';
import {
  isInner,
  type Measure,
  type ObjectDetails,
  type ObjectKind,
  type Role,
} from '../../trace/format.ts';
import type { Trace } from '../../trace/trace.ts';
import { isConnection } from '../../views/connection.ts';

export type FigureKind =
  | 'traffic-light'
  | 'segments'
  | 'table'
  | 'server'
  | 'hold'
  | 'wait'
  | 'condition'
  | 'queue'
  | 'pipe'
  | 'variable'
  | 'value'
  | 'array'
  | 'local'
  | 'contents'
  | 'pool'
  | 'executor';

export interface Figure {
  readonly kind: FigureKind;
  /** The object it is about, then those drawn with it: a light's event, a pipe's way back, a condition's lock. */
  readonly objects: readonly [ObjectIndex, ...ObjectIndex[]];
}

const kindOf = {
  lock: 'hold',
  rlock: 'hold',
  condition: 'wait',
  semaphore: 'hold',
  'bounded-semaphore': 'hold',
  event: 'wait',
  barrier: 'wait',
  queue: 'queue',
  'lifo-queue': 'queue',
  'priority-queue': 'queue',
  'simple-queue': 'queue',
  pipe: 'pipe',
  listener: 'server',
  terminal: 'wait',
  variable: 'variable',
  value: 'value',
  array: 'array',
  dict: 'contents',
  list: 'contents',
  pool: 'pool',
  result: 'wait',
  executor: 'executor',
  future: 'wait',
  local: 'local',
  other: 'wait',
} as const satisfies Record<ObjectKind, FigureKind>;

/** What has no picture of its own is drawn by what its measure means. */
const byMeasure = {
  hold: 'hold',
  permits: 'hold',
  depth: 'queue',
  value: 'variable',
  flag: 'wait',
  waiting: 'wait',
  none: 'wait',
} as const satisfies Record<Measure, FigureKind>;

/** A variable that begins as a list or a dict needs room for it. */
function kindFor({ kind, text = '', measure }: ObjectDetails): FigureKind {
  if (kind === 'variable' && /^[[{]/.test(text)) return 'contents';
  return kind === 'other' ? byMeasure[measure ?? 'none'] : kindOf[kind];
}

/** The figures of the first `count` objects. */
export function figuresOf(trace: Trace, count: number, hints: readonly StageHint[]): Figure[] {
  const figures: Figure[] = [];
  const drawn = new Set<ObjectIndex>();
  const objects = trace.objects.slice(0, count);
  /** The object that belongs to another in this role; -1 if none does. */
  const partOf = (of: ObjectIndex, role: Role) =>
    objects.findIndex((other) => other.of === of && other.role === role);
  const lightEvent = objects.some((o) => hints.some((hint) => hint.object === o.name))
    ? objects.findIndex(({ kind }) => kind === 'event')
    : -1;
  // A connection is drawn with the socket that was called.
  const isServed = objects.some((one) => one.kind === 'listener' && !isInner(one));
  objects.forEach((details, index) => {
    // A future is drawn with its executor.
    if (drawn.has(index) || isInner(details) || details.kind === 'future') return;
    if (isServed && isConnection(trace, index)) return;
    const condition = partOf(index, 'monitor');
    if (condition >= 0) {
      drawn.add(condition);
      figures.push({ kind: 'condition', objects: [condition, index] });
      return;
    }
    const hint = hints.find((one) => one.object === details.name);
    if (hint?.with) {
      const others = hint.with.map((name) => objects.findIndex((other) => other.name === name));
      for (const object of [index, ...others]) drawn.add(object);
      figures.push({ kind: hint.as, objects: [index, ...others] });
      return;
    }
    if (!hint && index === lightEvent) return;
    const kind = hint ? hint.as : kindFor(details);
    const second = hint
      ? lightEvent
      : kind === 'pipe'
        ? Math.max(partOf(index, 'way-back'), partOf(index, 'response'))
        : -1;
    drawn.add(index);
    if (second >= 0) drawn.add(second);
    figures.push({ kind, objects: second < 0 ? [index] : [index, second] });
  });
  return besideCopies(figures, objects);
}

/** A variable that several processes have, each its own, is drawn once for each of them, side by side. */
function besideCopies(figures: readonly Figure[], objects: readonly ObjectDetails[]): Figure[] {
  const places = new Map<string, number>();
  const placeOf = ({ kind, objects: [index] }: Figure, i: number): number => {
    if (kind !== 'variable' && kind !== 'contents') return i;
    const { name } = objects[index]!;
    return places.get(name) ?? (places.set(name, i), i);
  };
  return figures
    .map((figure, i) => ({ figure, place: placeOf(figure, i) }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ figure }) => figure);
}

interface Width {
  readonly min: CssPx;
  /** Share of the room that is left over. */
  readonly grow: number;
}

const widths = {
  'traffic-light': { min: 320, grow: 3 },
  segments: { min: 560, grow: 3 },
  table: { min: 340, grow: 3 },
  server: { min: 480, grow: 3 },
  hold: { min: 272, grow: 3 },
  queue: { min: 320, grow: 3 },
  pipe: { min: 320, grow: 3 },
  wait: { min: 220, grow: 1 },
  condition: { min: 320, grow: 3 },
  variable: { min: 100, grow: 1 },
  value: { min: 232, grow: 1 },
  array: { min: 272, grow: 2 },
  local: { min: 272, grow: 2 },
  contents: { min: 200, grow: 3 },
  pool: { min: 480, grow: 3 },
  executor: { min: 480, grow: 3 },
} as const satisfies Record<FigureKind, Width>;

export const FIGURE_GAP: CssPx = 24;

export interface FigureRow {
  readonly cells: readonly { readonly figure: Figure; readonly width: CssPx }[];
}

/** Rows that fill the width: as many figures to a row as fit, what is left over shared out. */
export function layoutFigures(figures: readonly Figure[], width: CssPx): FigureRow[] {
  const rows: Figure[][] = [];
  const most = mostVariables(figures.filter(isVariable).length, width);
  let room = 0;
  for (const figure of figures) {
    const need = widths[figure.kind].min;
    const row = rows.at(-1);
    const isFull = isVariable(figure) && row?.filter(isVariable).length === most;
    if (row && !isFull && room >= need + FIGURE_GAP) {
      row.push(figure);
      room -= need + FIGURE_GAP;
    } else {
      rows.push([figure]);
      room = width - need;
    }
  }
  return rows.map((row) => ({ cells: shareOut(row, width) }));
}

const isVariable = ({ kind }: Figure): boolean => kind === 'variable';

/** How many variables to a row, so that rows of them are as even as can be: six are three and three, not four and two. */
function mostVariables(count: number, width: CssPx): number {
  const fitting = Math.max(
    1,
    Math.floor((width + FIGURE_GAP) / (widths.variable.min + FIGURE_GAP)),
  );
  return Math.ceil(count / Math.ceil(count / fitting));
}

function shareOut(row: readonly Figure[], width: CssPx): FigureRow['cells'] {
  const least = row.reduce((sum, figure) => sum + widths[figure.kind].min, 0);
  const left = Math.max(0, width - least - FIGURE_GAP * (row.length - 1));
  const grow = row.reduce((sum, figure) => sum + widths[figure.kind].grow, 0);
  return row.map((figure) => {
    const { min, grow: share } = widths[figure.kind];
    return { figure, width: Math.min(width, Math.floor(min + (left * share) / grow)) };
  });
}
