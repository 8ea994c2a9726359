/** "Try to break it": the nearest ending of another kind than the present run's is looked for, and opened. */
import type { EndingKind } from '../../trace/outcome.ts';
import type { FoundEnding } from '../../explore/report.ts';
import { EndStatus } from '../../trace/format.ts';
import { findDeadlock } from '../../views/deadlock.ts';
import { app } from '../app-state.ts';
import { onNews } from './exploring.ts';
import { exploration } from './explore-state.ts';
import { openEnding } from './opening.ts';

/** How the run on the page has ended; one that goes on is taken to end well. */
export interface Present {
  readonly kind: EndingKind;
  /** What its variables hold, where it has ended. */
  readonly values: ReadonlyMap<string, string>;
}

const valued: ReadonlySet<string> = new Set(['variable', 'value', 'array', 'list', 'dict']);

export function presentEnding(): Present {
  const { session } = app.getState();
  const nothing: Present = { kind: 'finished', values: new Map() };
  if (session === undefined) return nothing;
  const { trace } = session;
  const world = session.history.live(session.edge());
  const code = world.processes[0]?.exitCode;
  if (code === undefined) {
    return findDeadlock(trace, world) === undefined ? nothing : { ...nothing, kind: 'deadlock' };
  }
  const hasFailed = code !== 0 || world.threads.some(({ end }) => end === EndStatus.raised);
  const values = world.objects
    .filter(({ index }) => valued.has(trace.objects[index]?.kind ?? ''))
    .map(({ index, text, measure }): [string, string] => [
      world.names.object(index),
      text || String(measure),
    ]);
  return { kind: hasFailed ? 'exception' : 'finished', values: new Map(values) };
}

/** The first that is another: by its kind; else by what its variables hold; else by what was printed. */
export function nearestOther(
  endings: readonly FoundEnding[],
  { kind, values }: Present,
): FoundEnding | undefined {
  const holdsOther = ({ finals }: FoundEnding) =>
    finals.some(({ name, value }) => values.has(name) && values.get(name) !== value);
  return (
    endings.find((ending) => ending.kind !== kind) ??
    endings.find(holdsOther) ??
    (values.size === 0 ? endings[1] : undefined)
  );
}

let ends: (() => void) | undefined;

/** Opens it as soon as it is found. */
export function tryToBreak(): void {
  ends?.();
  const present = presentEnding();
  const look = (): void => {
    const { found, status } = exploration.getState();
    const other = nearestOther(found?.endings ?? [], present);
    const isMeant = other !== undefined && (other.kind !== present.kind || status !== 'exploring');
    if (!isMeant && (status === 'exploring' || status === 'loading')) return;
    ends?.();
    ends = undefined;
    exploration.setState({ seeking: other === undefined ? 'none' : 'no' });
    if (other !== undefined) void openEnding(other.key);
  };
  exploration.setState({ seeking: 'yes' });
  ends = onNews(look);
  look();
}
