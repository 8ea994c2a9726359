/** Plays step mode at a number of steps per second, until something stops it. */
import type { Ms } from '../../base/units.ts';
import type { StepRun, Until } from '../../engines/step-run.ts';
import { app } from '../app-state.ts';
import { advance, goToStep } from './advance.ts';
import { forgetWaiting, inTurn } from './queue.ts';
import { shownBranch, steps } from './step-state.ts';

/** Steps a second. */
export const rateRange = { min: 1, max: 60 } as const;

/** It played until no thread could move without a typed line: it resumes after that. */
let isHeldForLine = false;
let timer: ReturnType<typeof setTimeout> | undefined;

export function play(): void {
  const branch = shownBranch();
  const { step, stepCount } = steps.getState();
  if (branch === undefined) return;
  if (step === stepCount && isOver()) goToStep(0);
  steps.setState({ isPlaying: true });
  tickIn(0);
}

/** It plays, or would after a typed line. */
export const wantsToPlay = (): boolean => steps.getState().isPlaying || isHeldForLine;

/** Stops playing, and ends steps in progress soon. */
export function pause(): void {
  forgetWaiting();
  stopPlaying();
  if (steps.getState().isBusy) shownBranch()?.run.halt();
}

export function stopPlaying(): void {
  clearTimeout(timer);
  isHeldForLine = false;
  if (steps.getState().isPlaying) steps.setState({ isPlaying: false });
}

function tickIn(wait: Ms): void {
  clearTimeout(timer);
  timer = setTimeout(() => void inTurn(tick), wait);
}

/** Whether the main process has exited at the cursor. */
const isOver = (): boolean => app.getState().world.processes[0]?.exitCode !== undefined;

async function tick(): Promise<void> {
  const began = performance.now();
  const { step: before, stepCount, isPlaying: isWanted } = steps.getState();
  if (!isWanted) return;
  if (before < stepCount) goToStep(before + 1);
  else await advance((run) => run.run(1, breakpoints()));
  const branch = shownBranch();
  const { isPlaying, step, end, rate } = steps.getState();
  if (!isPlaying || branch === undefined) return;
  const isLast = step === branch.run.stepCount && end !== undefined && end !== 'limit';
  const isMet = before < stepCount && meets(branch.run, step - 1, breakpoints());
  if (isLast || isMet) {
    stopPlaying();
    isHeldForLine = isLast && end === 'input';
  } else tickIn(Math.max(0, 1000 / rate - (performance.now() - began)));
}

export function breakpoints(): Until {
  const { breakpoints: lines } = app.getState();
  return { kind: 'breakpoints', lines, objects: steps.getState().breakObjects };
}

/** Whether a step meets the stop condition. */
export function meets(run: StepRun, step: number, until: Until): boolean {
  if (step < 0) return false;
  if (until.kind === 'thread') return run.threadAt(step) === until.thread;
  const { trace } = run;
  const end = run.eventsAfter(step + 1);
  for (let seq = run.eventsAfter(step); seq < end; seq++) {
    if (until.kind === 'object' && trace.object(seq) === until.object) return true;
    if (until.kind !== 'breakpoints') continue;
    if (
      until.lines.some(
        ({ source, line }) => line === trace.line(seq) && source === trace.source(seq),
      )
    )
      return true;
    if (until.objects.includes(trace.object(seq))) return true;
  }
  return false;
}
