/**
 * Runs a scenario in the model engine, for the test in its folder: time is computed, and steps are chosen at random.
 * What a scenario's texts promise holds for every seed.
 */
import type { ParamValues } from '../base/param-values.ts';
import { describe, expect } from 'vitest';
import { bug } from '../base/bug.ts';
import type { Ms } from '../base/units.ts';
import { keptModel } from '../engines/model/kept-model.ts';
import { random } from '../engines/model/strategies/random.ts';
import { strategies } from '../engines/model/strategies/registry.ts';
import { typeNext } from '../engines/model/typist.ts';
import { readParams } from '../scenarios/params.ts';
import { loadProgram } from '../scenarios/programs.ts';
import { findScenario } from '../scenarios/registry.ts';
import { EndStatus, Phase } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';

/** Outcome of a run. */
export interface Outcome {
  readonly printed: readonly string[];
  /** The last line of every report on stderr. */
  readonly reports: readonly string[];
  /** In order of exit. */
  readonly exitCodes: readonly number[];
  /** Names of all threads, by index. */
  readonly threads: readonly string[];
  /** Threads that have not ended: blocked for ever, or the time limit was reached. */
  readonly left: readonly string[];
  /** Start of each wait: operation, object, line of the program. */
  readonly waits: readonly string[];
  /** Program time of the last event, in ms. */
  readonly time: number;
}

const modelFor = keptModel();

/** Runs it with these params until no thread can continue, or for `seconds` of program time. */
export type Run = (changed?: object, seconds?: number) => Promise<Outcome>;

/**
 * A scenario's promises, each tested with three seeds; steps are chosen at random, or by the strategy that step mode
 * opens with.
 */
export function describeOutcomes(
  id: string,
  promises: (run: Run) => void,
  chooses: 'chance' | 'as it opens' = 'chance',
): void {
  const scenario = findScenario(id) ?? bug(`no scenario ${id}`);
  const strategyOf = (params: ParamValues) =>
    chooses === 'chance' ? random() : strategies[scenario.opens!(params).strategy]();
  describe.each([1, 2, 3])(`${id}, seed %d`, (seed) => {
    promises(async (changed = {}, seconds = Infinity) => {
      const { values, problems } = readParams(scenario.params, changed);
      expect(problems).toEqual([]);
      const module = await loadProgram(id);
      const model = modelFor({
        module,
        params: values,
        seed,
        strategy: strategyOf(values),
        timed: true,
      });
      const input = [...(scenario.input ?? [])];
      while (model.time < seconds * 1000) {
        const found = model.prepare();
        if (found === 'go') model.step();
        else if (found !== 'input' || !typeNext(model, input)) break;
      }
      return outcomeOf(model.trace, seconds * 1000);
    });
  });
}

function outcomeOf(trace: Trace, until: Ms): Outcome {
  const all = Array.from({ length: trace.length }, (_, seq) => trace.event(seq));
  const events = all.filter(({ time }) => time < until);
  const texts = (op: string) =>
    events.filter((event) => trace.ops[event.op]?.name === op).map(({ text }) => text);
  const ends = events.filter(({ phase }) => phase === Phase.end);
  const raised = ends.filter(({ value }) => value === EndStatus.raised).map(({ text }) => text);
  const ended = new Set(ends.map(({ thread }) => thread));
  const threads = trace.threads.map(({ name }) => name);
  return {
    printed: texts('print'),
    reports: [...texts('stderr'), ...raised]
      .filter((text) => text !== '')
      .map((text) => text.trimEnd().split('\n').at(-1) ?? ''),
    exitCodes: events.filter(({ phase }) => phase === Phase.exit).map(({ value }) => value),
    threads,
    waits: events
      .filter(({ phase }) => phase === Phase.block)
      .map(
        ({ op, object, line }) => `${trace.ops[op]?.name} ${trace.objects[object]?.name} ${line}`,
      ),
    left: threads.filter((_, thread) => !ended.has(thread)),
    time: events.at(-1)?.time ?? 0,
  };
}

export const sorted = (lines: readonly string[]) => lines.toSorted((a, b) => (a < b ? -1 : 1));
export const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);

/** Maximum number inside at once, from the lines printed on entering and leaving. */
export function mostInside(printed: readonly string[], comes: string, goes: string): number {
  let inside = 0;
  const counts = printed.map(
    (line) => (inside += line.includes(comes) ? 1 : line.includes(goes) ? -1 : 0),
  );
  return Math.max(...counts);
}
