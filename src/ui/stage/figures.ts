/** Chooses the figure of each object. Depends on declarations only, so it is stable. */
import type { ObjectIndex } from '../../base/units.ts';
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

/** A picture of one scenario, or a figure for a kind of object. */
export type FigureKind =
  | StageHint['as']
  | 'server'
  | 'hold'
  | 'wait'
  | 'terminal'
  | 'condition'
  | 'queue'
  | 'pipe'
  | 'variable'
  | 'copies'
  | 'value'
  | 'array'
  | 'local'
  | 'contents'
  | 'pool'
  | 'executor';

export interface Figure {
  readonly kind: FigureKind;
  /** Its main object, then those drawn with it: a light's event, a pipe's other direction, a condition's lock. */
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
  terminal: 'terminal',
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

/** An object without a figure of its own is drawn by its measure. */
const byMeasure = {
  hold: 'hold',
  permits: 'hold',
  depth: 'queue',
  value: 'variable',
  flag: 'wait',
  waiting: 'wait',
  none: 'wait',
} as const satisfies Record<Measure, FigureKind>;

/** A variable whose initial value is a list or a dict needs room for it. */
function kindFor({ kind, text = '', measure }: ObjectDetails): FigureKind {
  if (kind === 'variable' && /^[[{]/.test(text)) return 'contents';
  return kind === 'other' ? byMeasure[measure ?? 'none'] : kindOf[kind];
}

/**
 * The figures of the first `count` objects.
 * @param undrawn names of objects without a figure
 */
export function figuresOf(
  trace: Trace,
  count: number,
  hints: readonly StageHint[],
  undrawn: readonly string[] = [],
): Figure[] {
  const figures: Figure[] = [];
  const drawn = new Set<ObjectIndex>();
  const objects = trace.objects.slice(0, count);
  const parts = partsOf(objects);
  /** The object with this role in another; -1 if there is none. */
  const partOf = (of: ObjectIndex, role: Role) => parts.get(of)?.get(role) ?? -1;
  const lightEvent = objects.some((o) => hints.some((hint) => hint.object === o.name))
    ? objects.findIndex(({ kind }) => kind === 'event')
    : -1;
  // A connection is drawn with its listening socket.
  const isServed = objects.some((one) => one.kind === 'listener' && !isInner(one));
  objects.forEach((details, index) => {
    // A future is drawn with its executor.
    if (drawn.has(index) || isInner(details) || details.kind === 'future') return;
    if (undrawn.includes(details.name)) return;
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
    const tasks = objects[partOf(index, 'call-queue')];
    // Whose tasks are told nowhere has nothing to show of them.
    const isMute = details.kind === 'pool' && tasks !== undefined && tasks.fields === undefined;
    const kind = hint ? hint.as : isMute ? 'wait' : kindFor(details);
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

/** For each object the first that has a role in it, by role. */
function partsOf(objects: readonly ObjectDetails[]): ReadonlyMap<ObjectIndex, Map<Role, number>> {
  const parts = new Map<ObjectIndex, Map<Role, number>>();
  for (const [index, { of, role }] of objects.entries()) {
    if (of === undefined || role === undefined) continue;
    const known = parts.get(of);
    if (known === undefined) parts.set(of, new Map([[role, index]]));
    else if (!known.has(role)) known.set(role, index);
  }
  return parts;
}

/** Maximum number of copies of a variable drawn side by side; more are lines of one figure. */
const MOST_COPIES = 4;

/** Copies of a variable in several processes are drawn side by side. */
function besideCopies(figures: readonly Figure[], objects: readonly ObjectDetails[]): Figure[] {
  const groups = new Map<string, [Figure, ...Figure[]]>();
  figures.forEach((figure, i) => {
    const isCopied = figure.kind === 'variable' || figure.kind === 'contents';
    const key = isCopied ? `of ${objects[figure.objects[0]]!.name}` : String(i);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [figure]);
    else group.push(figure);
  });
  return [...groups.values()].flatMap((group) => {
    if (group.length <= MOST_COPIES || group.some(({ kind }) => kind !== 'variable')) return group;
    const [{ objects: first }, ...others] = group;
    return [
      { kind: 'copies', objects: [...first, ...others.flatMap((other) => other.objects)] },
    ] satisfies Figure[];
  });
}
