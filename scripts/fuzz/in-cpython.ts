/** Runs programs under python3, many at a time: see serve.py. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { python3 } from '../python.mjs';
import { plainAnswer, reportsIn, type Outcome } from './outcome.ts';

interface Result {
  readonly id: number;
  readonly lines: readonly string[];
  readonly out: string;
  readonly err: string;
  readonly exit: number | null;
  readonly at: number | null;
}

/** 'late': the machine was too busy for a valid result. */
export type Observed = Outcome | 'late';

export class InCPython {
  readonly #server: ChildProcess;
  readonly #waiting = new Map<number, (result: Result) => void>();
  #next = 0;

  /** @param most programs at a time */
  constructor(most: number) {
    const script = fileURLToPath(new URL('serve.py', import.meta.url));
    this.#server = spawn(python3, [script, String(most)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    createInterface({ input: this.#server.stdout! }).on('line', (line) => {
      const result = JSON.parse(line) as Result;
      this.#waiting.get(result.id)?.(result);
      this.#waiting.delete(result.id);
    });
  }

  /**
   * @param width seconds of a slot
   * @param slots number of slots after which it is stopped
   */
  async run(text: string, width: number, slots: number): Promise<Observed> {
    const id = this.#next++;
    const result = await new Promise<Result>((resolve) => {
      this.#waiting.set(id, resolve);
      this.#server.stdin!.write(`${JSON.stringify({ id, text, width, slots })}\n`);
    });
    return observed(result);
  }

  close(): void {
    this.#server.stdin!.end();
  }
}

function observed({ lines, out, err, exit, at }: Result): Observed {
  const answers: Record<string, string> = {};
  let end = at ?? 0;
  let before = '';
  for (const line of lines) {
    if (line.startsWith('late ')) return 'late';
    const [, me, place, slot, answer] = /^> (\w+) (\d+) (\d+) (.*)$/.exec(line) ?? [];
    if (me === undefined) {
      // A continuation line of an answer.
      if (before !== '') answers[before] += `\n${line}`;
      continue;
    }
    before = `${me} ${place}`;
    end = Math.max(end, Number(slot));
    answers[before] = `${slot}: ${plainAnswer(answer ?? '')}`;
  }
  return {
    answers,
    exit: exit === null ? 'never' : String(exit),
    at: at ?? 0,
    out: plainAnswer(out),
    err: reportsIn(err).toSorted(),
    end,
  };
}
