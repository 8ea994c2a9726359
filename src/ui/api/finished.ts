/** `weft.finished`: loaded on first call. */
import type { StepEnd } from '../../engines/step-run.ts';
import { app } from '../../store/app-state.ts';
import { live } from '../../store/cursor.ts';
import { onFrame } from '../../store/frame-loop.ts';
import { whenStarted } from '../../store/run-actions.ts';
import type { Session } from '../../store/session.ts';
import { MOST_STEPS } from '../../store/step/run-through.ts';
import { steps } from '../../store/step/step-state.ts';
import { Phase } from '../../trace/format.ts';
import type { Trace } from '../../trace/trace.ts';
import { findDeadlock } from '../../views/deadlock.ts';
import { standstillOf } from '../../views/outcome.ts';
import type { World } from '../../views/state.ts';
import type { FinishedInfo } from './weft-api.ts';

/** Time without change after which a live run counts as blocked for ever: everything in transit has arrived. */
const STILL_MS = 400;

export async function whenFinished(): Promise<FinishedInfo> {
  await whenStarted();
  return new Promise((resolve) => {
    let before: Session | undefined;
    let count = -1;
    let since = 0;
    const end = onFrame(({ now, session }) => {
      if (session !== before || session.trace.length !== count) since = now;
      before = session;
      count = session.trace.length;
      const found = endOf(session, now - since >= STILL_MS);
      if (found === undefined) return;
      end();
      resolve({ end: found, ...writtenIn(session.trace), exitCode: exitCodeOf(session) });
    });
  });
}

const exitCodeOf = (session: Session): number | null =>
  session.worldAt(live).processes[0]?.exitCode ?? null;

function endOf(session: Session, isStill: boolean): FinishedInfo['end'] | undefined {
  const { run, trace } = session;
  if (run.status === 'ended')
    return wasStopped(trace, session.worldAt(live)) ? 'stopped' : 'finished';
  if (run.status === 'full') return 'limit';
  if (app.getState().mode === 'step') return endOfSteps();
  return isStill && run.status === 'running' ? standstill(trace, session.worldAt(live)) : undefined;
}

/** Whether it ended otherwise than by its main process. */
function wasStopped(trace: Trace, world: World): boolean {
  for (let seq = trace.length - 1; seq >= Math.max(0, trace.length - 8); seq--) {
    if (trace.phase(seq) === Phase.halt) return true;
  }
  return world.processes.some(({ exitCode }) => exitCode === undefined);
}

const final: ReadonlySet<StepEnd | undefined> = new Set(['finished', 'deadlock', 'input']);

function endOfSteps(): FinishedInfo['end'] | undefined {
  const { end, isBusy, isPlaying, stepCount } = steps.getState();
  if (isBusy || isPlaying) return undefined;
  if (final.has(end)) return end as 'finished' | 'deadlock' | 'input';
  return end === 'limit' && stepCount >= MOST_STEPS ? 'limit' : undefined;
}

/** For a live run: a deadlock only if it is reported as one. */
function standstill(trace: Trace, world: World): 'deadlock' | 'input' | undefined {
  const found = standstillOf(trace, world);
  return found === 'deadlock' && findDeadlock(trace, world) === undefined ? undefined : found;
}

/** All output, as it would be in two files. */
export function writtenIn(trace: Trace): { readonly stdout: string; readonly stderr: string } {
  let stdout = '';
  let stderr = '';
  const lineOf = (text: string) => (text.endsWith('\n') ? text : `${text}\n`);
  for (let seq = 0; seq < trace.length; seq++) {
    const text = trace.text(seq);
    const phase = trace.phase(seq);
    if (phase === Phase.end && text !== '') stderr += lineOf(text);
    if (phase !== Phase.done) continue;
    const writes = trace.opInfo(seq)?.writes;
    if (writes === 'stdout') stdout += lineOf(text);
    else if (writes === 'part' || writes === 'prompt') stdout += text;
    else if (writes === 'stderr') stderr += lineOf(text);
  }
  return { stdout, stderr };
}
