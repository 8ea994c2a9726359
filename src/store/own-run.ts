/** Runs the user's own program in its present state. */
import type { Grain, Program } from '../engines/program.ts';
import type { Mode } from '../share/link.ts';
import { app } from './app-state.ts';
import { faultOf } from './fault.ts';
import { dismiss } from './notices.ts';
import { linkOf, own, programOf, storeGrain } from './own-program.ts';
import { openProgram, play, whenStarted } from './run-actions.ts';

/** From its start; if it is a link's program and unchanged, as in the link. */
export function runOwnProgram(): void {
  const state = own.getState();
  const linked = linkOf(state);
  // The link's run is shown once; later presses of Run start ordinary runs.
  own.setState({ link: undefined });
  if (linked?.explore !== undefined) app.setState({ exploring: linked.explore });
  void begin(
    linked === undefined ? {} : { seed: linked.seed, steps: linked.steps, mode: 'step' },
    linked?.steps.run === undefined,
  );
}

interface RunOptions {
  readonly seed?: number;
  readonly mode?: Mode;
  readonly paused?: boolean;
}

/** @returns once it has begun, or cannot */
export function runFiles(options: RunOptions): Promise<void> {
  const { mode, paused } = options;
  return begin(options, mode !== 'step' && paused !== true);
}

type BeginOptions = NonNullable<Parameters<typeof openProgram>[1]>;

function begin(options: BeginOptions, plays: boolean): Promise<void> {
  own.setState({ isEditing: false, isStarting: true, problem: '', fault: undefined });
  const program = programOf(own.getState());
  const { starts } = own.getState();
  app.setState({
    listing: starts.includes(app.getState().listing) ? app.getState().listing : starts[0]!,
  });
  openProgram(program, options);
  return showBeginning(app.getState().program, plays);
}

/** Plays the run once it has started; if it could not start, reopens the text with the reason. */
async function showBeginning(asked: Program, plays: boolean): Promise<void> {
  await whenStarted();
  if (app.getState().program !== asked) return;
  const hasFailed = app.getState().session?.program !== asked;
  own.setState({ isStarting: false, isEditing: hasFailed });
  if (hasFailed) tellProblem();
  else if (plays && app.getState().mode === 'step') play();
}

/** Shows the engine's reason beside the text. */
function tellProblem(): void {
  const notice = app.getState().notices.find(({ kind }) => kind === 'engine');
  if (notice?.kind !== 'engine') return;
  point(notice.message);
  dismiss('engine');
}

/** Shows a Python report at its line. */
function point(report: string): void {
  const { files, shown } = own.getState();
  const fault = faultOf(
    report,
    files.map(({ path }) => path),
  );
  own.setState({ problem: report, fault, shown: fault?.path ?? shown });
}

export function setGrain(grain: Grain): void {
  storeGrain(grain);
  if (!own.getState().isEditing) runOwnProgram();
}

/** Opens the text for editing. If the run ended with an exception, it is shown there. */
export function editOwnProgram(): void {
  const { session, listing } = app.getState();
  const { files } = own.getState();
  const reports = session?.console.lines.filter(({ stream }) => stream === 'stderr') ?? [];
  const last = reports.map(({ text }) => text).join('\n');
  const isThere = files.some(({ path }) => path === listing);
  own.setState({ isEditing: true, ...(isThere ? { shown: listing } : {}) });
  if (/^Traceback|^Exception in thread/m.test(last)) point(last.slice(-4000));
}
