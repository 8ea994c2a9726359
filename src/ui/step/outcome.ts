/** Outcome of a branch, from its trace. */
import type { Branch } from '../../store/step/step-state.ts';
import { findDeadlock } from '../../views/deadlock.ts';

export interface Outcome {
  readonly kind: 'finished' | 'failed' | 'deadlock' | 'open';
  /** Exit code of the main process, if it has ended. */
  readonly code: number;
  readonly steps: number;
  /** The last printed lines. */
  readonly printed: readonly string[];
  /** Final values of variables, lists and dicts. */
  readonly values: readonly { readonly name: string; readonly value: string }[];
}

const valued: ReadonlySet<string> = new Set(['variable', 'value', 'array', 'list', 'dict']);

const MOST_LINES = 3;
const MOST_VALUES = 6;

export function outcomeOf({ session, run }: Branch): Outcome {
  const { trace } = session;
  const world = session.history.live(session.edge());
  const code = world.processes[0]?.exitCode;
  const isStuck = code === undefined && findDeadlock(trace, world) !== undefined;
  return {
    kind: code === undefined ? (isStuck ? 'deadlock' : 'open') : code === 0 ? 'finished' : 'failed',
    code: code ?? 0,
    steps: run.stepCount,
    printed: session.console.lines
      .filter(({ stream }) => stream !== 'system')
      .slice(-MOST_LINES)
      .map(({ text }) => text.slice(text.lastIndexOf('\n') + 1)),
    values: world.objects
      .filter(({ index }) => valued.has(trace.objects[index]?.kind ?? ''))
      .slice(0, MOST_VALUES)
      .map(({ index, text, measure }) => ({
        name: world.names.object(index),
        value: text || String(measure),
      })),
  };
}
