/**
 * A model for runs that come one after the other and are not gone back to: a memory made anew takes longer than most short
 * programs. Each has the memory of the one before; traces stay as they are.
 */
import { Model } from './engine.ts';
import type { ModelOptions } from './options.ts';

/** Whoever calls it gives the same options every time: what is not given stays as it was. */
export function keptModel(): (options: ModelOptions) => Model {
  let model: Model | undefined;
  return (options) => {
    if (model === undefined) model = new Model(options);
    else model.restart(options);
    return model;
  };
}
