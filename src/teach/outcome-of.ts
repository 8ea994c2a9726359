/** What has come of a run, told from its trace alone: the same as an exploration tells of the same run. */
import { EndStatus, objectKinds, type Measure } from '../trace/format.ts';
import type { EndingKind, Final, Outcome, Stuck } from '../trace/outcome.ts';
import type { Trace } from '../trace/trace.ts';
import { ConsoleView } from '../views/console.ts';
import { History } from '../views/history.ts';
import type { World } from '../views/state.ts';

/** What an object holds is worth telling where its measure is one of these. */
const HOLDS: ReadonlySet<Measure> = new Set(['value', 'hold', 'flag', 'permits', 'depth']);

/** undefined while somebody can still go on. Lines stand in their order. */
export function outcomeOf(trace: Trace): Outcome | undefined {
  const history = new History(trace);
  history.advance();
  const world = history.live(trace.endTime);
  if (world.threads[0] === undefined || world.threads[0].run === 'new') return undefined;
  const alive = world.threads.filter(({ run }) => run !== 'ended' && run !== 'new');
  if (alive.some(({ run, deadline }) => run !== 'blocked' || deadline >= 0)) return undefined;
  const lines = linesOf(trace);
  const failures = lines
    .filter(({ stream }) => stream === 'stderr')
    .map(({ text }) => text.trimEnd().split('\n').at(-1) ?? '');
  const isInput = alive.some(({ object }) => trace.objects[object]?.kind === 'terminal');
  let kind: EndingKind = failures.length > 0 ? 'exception' : 'finished';
  if (alive.length > 0) kind = isInput ? 'input' : 'deadlock';
  if (world.threads.some(({ end }) => end === EndStatus.lost)) kind = 'never';
  return {
    kind,
    stuck: alive.map(({ index }) => stuckAt(trace, world, index)),
    failures: failures.toSorted(),
    printed: lines.filter(({ stream }) => stream === 'stdout').map(({ text }) => text),
    finals: finalsOf(trace, world),
  };
}

function linesOf(trace: Trace) {
  const view = new ConsoleView(trace);
  view.advance();
  return view.lines;
}

function stuckAt(trace: Trace, { threads, names }: World, index: number): Stuck {
  const { op, object, blockedBy } = threads[index]!;
  const on = object >= 0 ? trace.objects[object]!.name : names.ownThread(blockedBy);
  return { thread: names.ownThread(index), op: op < 0 ? '' : trace.opName(op), on };
}

const finalsOf = (trace: Trace, { objects }: World): Final[] =>
  objects.flatMap(({ index, measure, text }) => {
    const { kind, name } = trace.objects[index]!;
    if (!HOLDS.has(objectKinds[kind])) return [];
    return [{ name, value: text === '' ? String(measure) : text }];
  });
