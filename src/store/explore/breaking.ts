/** "Try to break it": finds the nearest ending that differs from the present run's, and opens it. */
import type { EndingKind } from '../../trace/outcome.ts';
import type { FoundEnding } from '../../explore/report.ts';
import { EndStatus } from '../../trace/format.ts';
import { findDeadlock } from '../../views/deadlock.ts';
import { app } from '../app-state.ts';
import { onNews } from './exploring.ts';
import { exploration } from './explore-state.ts';
import { openEnding } from './opening.ts';

/** The present run's ending; a run that has not ended counts as ending well. */
export interface Present {
  readonly kind: EndingKind;
  /** Final values, if it has ended. */
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

/** The first that differs: in kind; else in final values; else in output. */
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
