/** The page of `npm run lab:cpython`: labs that run programs, each until it ends or its time is up. */
import { openLab, type Lab } from '../../src/engines/lab/lab-notation.ts';

export interface Ran {
  /** How the run ended; 'time' where it was given up. */
  readonly end: string;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Order {
  /** Of the files that {@link put} was given. */
  readonly part: string;
  /** The text of `asked.json`. */
  readonly asked: string;
  /** Begins the lines that say how far it is. */
  readonly mark: string;
  /** Steps of the run. */
  readonly steps: number;
  /** How long it may say nothing. */
  readonly seconds: number;
}

const labs: (Lab | undefined)[] = [];
const parts = new Map<string, Readonly<Record<string, string>>>();

/** Files of a part's runs, the program first. */
function put(part: string, files: Readonly<Record<string, string>>): void {
  parts.set(part, files);
}

/** In the lab of that number. One that says nothing for too long is replaced. */
async function run(number: number, { part, asked, mark, steps, seconds }: Order): Promise<Ran> {
  const lab = labs[number] ?? openLab();
  if (labs[number] === undefined) {
    labs[number] = lab;
    // An interpreter loads in its own time.
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
