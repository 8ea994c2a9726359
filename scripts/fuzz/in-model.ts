/** Runs a program in the model. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compileFunction } from 'node:vm';
import { keptModel } from '../../src/engines/model/kept-model.ts';
import { random } from '../../src/engines/model/strategies/random.ts';
import * as builtins from '../../src/program/builtins.ts';
import * as futures from '../../src/program/concurrent-futures.ts';
import * as multiprocessing from '../../src/program/multiprocessing.ts';
import * as os from '../../src/program/os.ts';
import * as queue from '../../src/program/queue.ts';
import * as socket from '../../src/program/socket.ts';
import { tellStderr } from '../../src/program/endings.ts';
import * as sys from '../../src/program/sys.ts';
import * as threading from '../../src/program/threading.ts';
import * as time from '../../src/program/time.ts';
import { EndStatus, Phase } from '../../src/trace/format.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { plainAnswer, reportsIn, type Outcome } from './outcome.ts';

const prelude = readFileSync(fileURLToPath(new URL('prelude.txt', import.meta.url)), 'utf8');

const words = {
  builtins,
  futures,
  multiprocessing,
  os,
  queue,
  socket,
  sys,
  threading,
  time,
  repr: builtins.repr,
  print: builtins.print,
  PyError: builtins.PyError,
  tellStderr,
};

type Module = Readonly<Record<string, unknown>>;
type Make = (...given: readonly unknown[]) => Module;

const STEPS = 200_000;

/**
 * The outcomes of a program under so many seeds: one, unless threads that wait for the same object are woken together.
 */
export class InModel {
  readonly #modelFor = keptModel();

  run(text: string, seeds: readonly number[]): Outcome[] {
    const make = compileFunction(`'use strict';\n${prelude}\n${text}`, Object.keys(words)) as Make;
    const module = make(...Object.values(words));
    return seeds.map((seed) => this.#runOnce(module, seed));
  }

  #runOnce(module: Module, seed: number): Outcome {
    const model = this.#modelFor({ module, params: null, seed, strategy: random(), timed: true });
    const end = model.run(STEPS);
    if (end === 'limit') throw new Error(`seed ${seed} does not end`);
    return outcomeOf(model.trace, model.time);
  }
}

function outcomeOf(trace: Trace, ended: number): Outcome {
  const answers: Record<string, string> = {};
  const reports: string[] = [];
  let out = '';
  let exit = 'never';
  let at = 0;
  for (let seq = 0; seq < trace.length; seq++) {
    const name = trace.opInfo(seq)?.name;
    const phase = trace.phase(seq);
    const slot = Math.round(trace.time(seq) / 1000);
    const writes = phase === Phase.done ? trace.opInfo(seq)?.writes : undefined;
    if (writes === 'stdout') out += `${trace.text(seq)}\n`;
    if (writes === 'part') out += trace.text(seq);
    if (phase === Phase.done && name === 'stderr') {
      const [, me, place, answer] = /^> (\w+) (\d+) ([\s\S]*)$/.exec(trace.text(seq)) ?? [];
      if (me === undefined) reports.push(trace.text(seq));
      else answers[`${me} ${place}`] = `${slot}: ${plainAnswer(answer ?? '')}`;
    }
    if (phase === Phase.end && trace.value(seq) === EndStatus.raised) reports.push(trace.text(seq));
    if (phase === Phase.exit) {
      const process = trace.threads[trace.other(seq)]?.process ?? -1;
      if (process === 0) {
        exit = String(trace.value(seq));
        at = slot;
      }
    }
  }
  const err = reports.flatMap(reportsIn).toSorted();
  return { answers, exit, at, out: plainAnswer(out), err, end: Math.ceil(ended / 1000) };
}
