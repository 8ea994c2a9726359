/** The page of `npm run lab:cpython`: labs that run programs, each until its end or its timeout. */
import { openLab, type Lab } from '../../src/engines/lab/lab-notation.ts';

export interface Ran {
  /** How the run ended; 'time' after a timeout. */
  readonly end: string;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Order {
  /** The part whose files were given to {@link put}. */
  readonly part: string;
  /** Content of `asked.json`. */
  readonly asked: string;
  /** Prefix of progress lines. */
  readonly mark: string;
  /** Step limit of the run. */
  readonly steps: number;
  /** Timeout without output, in seconds. */
  readonly seconds: number;
}

const labs: (Lab | undefined)[] = [];
const parts = new Map<string, Readonly<Record<string, string>>>();

/** Stores the files of a part's runs, the program first. */
function put(part: string, files: Readonly<Record<string, string>>): void {
  parts.set(part, files);
}

/** Runs in the lab with that number. A lab without output for too long is replaced. */
async function run(number: number, { part, asked, mark, steps, seconds }: Order): Promise<Ran> {
  const lab = labs[number] ?? openLab();
  if (labs[number] === undefined) {
    labs[number] = lab;
    // The time that an interpreter takes to load does not count.
    await lab.run('pass');
  }
  let timer = 0;
  const silence = new Promise<undefined>((resolve) => {
    let said = 0;
    let since = performance.now();
    timer = window.setInterval(() => {
      const says = lab.soFar().stdout.split(mark).length;
      if (says > said) since = performance.now();
      said = says;
      if (performance.now() - since > 1000 * seconds) resolve(undefined);
    }, 1000);
  });
  const files = { ...parts.get(part), 'asked.json': asked };
  const ended = await Promise.race([lab.run(files, { most: steps }), silence]);
  clearInterval(timer);
  const { stdout, stderr, report } = ended ?? lab.soFar();
  if (ended === undefined || ended.end === 'failed') {
    lab.close();
    labs[number] = undefined;
  }
  return { end: ended?.end ?? 'time', stdout, stderr: `${stderr}${report}` };
}

export interface LabPage {
  readonly put: typeof put;
  readonly run: typeof run;
}
Object.assign(globalThis, { labPage: { put, run } satisfies LabPage });
