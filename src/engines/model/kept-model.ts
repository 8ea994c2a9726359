/**
 * A reused model for runs one after the other: allocating memory takes longer than most short programs. Each run reuses
 * the memory of the previous one; traces are not affected.
 */
import { Model } from './engine.ts';
import type { ModelOptions } from './options.ts';

/** Every call must give the same set of options: omitted ones stay as they were. */
export function keptModel(): (options: ModelOptions) => Model {
  let model: Model | undefined;
  return (options) => {
    if (model === undefined) model = new Model(options);
    else model.restart(options);
    return model;
  };
}
