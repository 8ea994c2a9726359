/** The page of the lab's scripts: labs by number, called from lab-page.mjs. */
import {
  openLab,
  type Lab,
  type LabOptions,
  type LabSource,
} from '../../src/engines/lab/lab-notation.ts';
import { Phase } from '../../src/trace/format.ts';
import type { Trace } from '../../src/trace/trace.ts';

const labs = new Map<number, Lab>();

/** What can be cloned to the script. `told`: the trace in lines, where it is asked for. */
export interface ScriptRun {
  readonly end: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number | undefined;
  readonly report: string;
  readonly steps: number;
  readonly told: readonly string[];
}

async function run(
  number: number,
  source: LabSource,
  options: LabOptions & { readonly tells?: boolean; readonly limit?: number },
): Promise<ScriptRun> {
  const lab = labs.get(number) ?? openLab();
  labs.set(number, lab);
  const late = new Promise<undefined>((resolve) => {
    setTimeout(() => resolve(undefined), options.limit ?? 60_000);
  });
  const done = await Promise.race([lab.run(source, options), late]);
  if (done === undefined) {
    lab.close();
    labs.delete(number);
    return {
      end: 'hangs',
      stdout: '',
      stderr: '',
      exitCode: undefined,
      report: '',
      steps: 0,
      told: [],
    };
  }
  const { end, stdout, stderr, exitCode, report, trace, choices } = done;
  const told = options.tells === true ? tell(trace) : [];
  return { end, stdout, stderr, exitCode, report, steps: choices.length, told };
}

function tell(trace: Trace): string[] {
  const names = Object.entries(Phase);
  return Array.from({ length: trace.length }, (_, seq) => {
    const e = trace.event(seq);
    const phase = names.find(([, value]) => value === e.phase)?.[0] ?? '';
    const object = e.object < 0 ? '' : `${trace.objects[e.object]?.name ?? ''}#${e.object}`;
    return `${seq} t${e.thread} ${phase} ${trace.opInfo(seq)?.name ?? ''} ${object} other=${e.other} value=${e.value} ${e.text} cause=${e.cause} line=${e.line}`;
  });
}

declare global {
  var weftLab: typeof run;
}
globalThis.weftLab = run;
