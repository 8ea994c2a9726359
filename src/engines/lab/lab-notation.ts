/** For tests: a lab in a Worker of its own, and the result of a program's run. */
import type { Ms } from '../../base/units.ts';
import { Phase, type TraceEvent } from '../../trace/format.ts';
import { Trace } from '../../trace/trace.ts';
import { pourEvents } from '../model/host/event-columns.ts';
import type { FromModel, ToModel } from '../model/host/protocol.ts';
import type { FilesProgram, Grain } from '../program.ts';
import type { Standing } from '../standing.ts';
import type { StepEnd, StrategyName } from '../step-run.ts';
import { createLabWorker } from './client/worker-factory.ts';
import { labOps } from './ops.ts';

interface TypedAt {
  /** Path of the terminal. */
  readonly terminal: string;
  readonly line: string | null;
}

export interface LabOptions {
  readonly seed?: number;
  readonly grain?: Grain;
  readonly timed?: boolean;
  /** Program time of a step. Default: a hundredth of the page's. */
  readonly cost?: Ms;
  readonly strategy?: StrategyName;
  /** Choices to replay first. */
  readonly choices?: Uint16Array;
  /** Steps to take after those. Default: to the end. */
  readonly most?: number;
  /**
   * Lines to type whenever the program waits for input, in order at each terminal; null ends the input. Default terminal:
   * the program's first.
   */
  readonly typed?: readonly (string | null | TypedAt)[];
}

export interface LabRun {
  readonly end: StepEnd | 'failed';
  readonly stdout: string;
  /** Reports of threads that failed, and output on stderr. */
  readonly stderr: string;
  readonly exitCode: number | undefined;
  readonly trace: Trace;
  readonly choices: Uint16Array;
  /** Why the run could not start. */
  readonly report: string;
}

/** A program's text, or its files by path, of which the first is run. */
export type LabSource = string | Readonly<Record<string, string>>;

export interface Lab {
  /** Runs a program; common indentation is removed from a text. */
  run(source: LabSource, options?: LabOptions): Promise<LabRun>;
  /** The result so far of a run that is not over. */
  soFar(): Omit<LabRun, 'end'>;
  standing(step: number): Promise<Standing>;
  /** The next `openLab` may take its interpreter. */
  close(): void;
}

/** Interpreters of labs that were closed: to start one takes longer than most files of tests. */
const idle: Worker[] = [];

type Answer = Exclude<
  FromModel,
  { type: 'batch' | 'computing' | 'loading' | 'compiled' | 'trying' }
>;
/** A message without its request number. */
type Asked<T = ToModel> = T extends { request: number } ? Omit<T, 'request'> : never;

export function openLab(): Lab {
  const worker = idle.pop() ?? createLabWorker();
  const answers = new Map<number, (answer: Answer) => void>();
  let trace = new Trace(labOps);
  let choices: number[] = [];
  let request = 0;
  worker.onmessage = ({ data }: MessageEvent<FromModel>) => {
    if (data.type === 'batch') {
      pourEvents(data.events, trace);
      choices.push(...data.steps.choices);
      const { firstEvents, cores, coreCount } = data.steps;
      trace.cores = coreCount;
      if (coreCount > 0) firstEvents.forEach((first, n) => trace.setCore(first, cores[n] ?? -1));
    } else if ('request' in data) {
      answers.get(data.request)?.(data);
      answers.delete(data.request);
    }
  };

  function ask(message: Asked): Promise<Answer> {
    request += 1;
    const mine = request;
    worker.postMessage({ ...message, request: mine });
    return new Promise((resolve) => answers.set(mine, resolve));
  }

  const isThere = (typed: string | null | TypedAt): boolean =>
    typeof typed !== 'object' ||
    typed === null ||
    trace.objects.some(({ kind, name }) => kind === 'terminal' && name === typed.terminal);

  /** Why the Worker failed. */
  let failure = '';

  async function go(most: number, what?: string | null | TypedAt): Promise<StepEnd | 'failed'> {
    const { terminal: path, line } =
      typeof what === 'object' && what !== null ? what : { terminal: undefined, line: what };
    const terminal = trace.objects.findIndex(
      ({ kind, name }) => kind === 'terminal' && (path === undefined || name === path),
    );
    const typing = line === undefined ? {} : { choice: 3, typed: { terminal, line } };
    const order = { choice: undefined, typed: undefined, until: undefined, ...typing };
    const answer = await ask({ type: 'go', report: '', careful: false, most, ...order });
    if (answer.type === 'stopped') return answer.end;
    failure = answer.type === 'failed' ? answer.report : answer.type;
    return 'failed';
  }

  return {
    async run(source, options = {}) {
      const { seed = 1, grain = 'sync', timed = true, cost = 0.01, strategy = 'random' } = options;
      const { choices: past = new Uint16Array(), most = 100_000, typed = [] } = options;
      trace = new Trace(labOps);
      choices = [];
      const schedule = {
        seed,
        timed,
        cost,
        start: 0,
        killsAtOnce: false,
        choices: past,
        reports: [],
        typed: [],
      };
      const program = programOf(source, grain);
      const opened = await ask({
        type: 'open',
        program,
        strategy,
        schedule,
        known: -1,
        describes: false,
      });
      if (opened.type === 'failed')
        return { ...outcome(trace, choices), end: 'failed', report: opened.report };
      let end = await go(most);
      const left = typed.slice();
      while (end === 'input') {
        // A process opens its terminal only when it needs it.
        const [line] = left.splice(left.findIndex(isThere) >>> 0, 1);
        if (line === undefined) break;
        await go(1, line);
        end = await go(most);
      }
      return { ...outcome(trace, choices), end, report: end === 'failed' ? failure : '' };
    },
    soFar: () => ({ ...outcome(trace, choices), report: failure }),
    async standing(step) {
      const answer = await ask({ type: 'standing', step });
      if (answer.type !== 'standing') throw new Error(`${answer.type} instead of a standing`);
      return answer.standing;
    },
    close: () => {
      if (failure === '' && answers.size === 0) idle.push(worker);
      else worker.terminate();
    },
  };
}

function outcome(trace: Trace, choices: readonly number[]) {
  let stdout = '';
  let stderr = '';
  let exitCode: number | undefined;
  for (let seq = 0; seq < trace.length; seq++) {
    const e: TraceEvent = trace.event(seq);
    const writes = e.phase === Phase.done ? trace.opInfo(seq)?.writes : undefined;
    if (writes === 'stdout') stdout += `${e.text}\n`;
    if (writes === 'part') stdout += e.text;
    if (writes === 'stderr') stderr += `${e.text}\n`;
    if (e.phase === Phase.end && e.text !== '') stderr += `${e.text}\n`;
    if (e.phase === Phase.exit && e.other === 0) exitCode = e.value;
  }
  return { stdout, stderr, exitCode, trace, choices: Uint16Array.from(choices) };
}

const programOf = (source: LabSource, grain: Grain): FilesProgram => ({
  kind: 'files',
  language: 'python',
  name: 'program',
  files: Object.entries(typeof source === 'string' ? { 'program.py': dedent(source) } : source).map(
    ([path, text]) => ({ path, text }),
  ),
  grain,
});

function dedent(text: string): string {
  const lines = text.replace(/^\n/, '').split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
  const least = Math.min(...indents);
  return lines.map((line) => line.slice(least)).join('\n');
}
