/** Trace of a scenario's run in the model engine: for tests of views on any program. */
import type { ParamValues } from '../base/param-values.ts';
import { bug } from '../base/bug.ts';
import { keptModel } from '../engines/model/kept-model.ts';
import { random } from '../engines/model/strategies/random.ts';
import { strategies } from '../engines/model/strategies/registry.ts';
import { typeNext } from '../engines/model/typist.ts';
import { readParams } from '../scenarios/params.ts';
import { loadProgram } from '../scenarios/programs.ts';
import { findScenario } from '../scenarios/registry.ts';
import type { Trace } from '../trace/trace.ts';

interface RunOptions {
  readonly params?: ParamValues;
  readonly seed?: number;
  /** A strategy of step mode; default: the one it opens with, else random. */
  readonly strategy?: keyof typeof strategies;
  /** Limit for programs that never end. */
  readonly events?: number;
}

const modelFor = keptModel();

export async function traceOfScenario(id: string, options: RunOptions = {}): Promise<Trace> {
  const { params, seed = 1, strategy, events = 3000 } = options;
  const scenario = findScenario(id) ?? bug(`no scenario ${id}`);
  const { values } = readParams(scenario.params, params);
  const chosen = strategy ?? scenario.opens?.(values).strategy;
  const picked = chosen === undefined ? random() : strategies[chosen]();
  const module = await loadProgram(id);
  const model = modelFor({
    module,
    params: values,
    seed,
    strategy: picked,
    timed: true,
  });
  model.trace.cores = picked.cores ?? 0;
  const input = [...(scenario.input ?? [])];
  for (let n = 0; n < 2 * events && model.trace.length < events; n++) {
    const found = model.prepare();
    if (found === 'input' && typeNext(model, input)) continue;
    if (found !== 'go') break;
    const step = model.step();
    if (step.kind !== 'stepped') break;
    // As in step mode: the core of a step is stored beside the trace.
    if (picked.cores !== undefined) model.trace.setCore(step.first, picked.core ?? -1);
  }
  return model.trace;
}
