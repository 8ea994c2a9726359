/** Step mode's engine for the reader's own programs: the model's client, with CPython in its Worker. */
import type { Ms } from '../../../base/units.ts';
import { ModelEngine } from '../../model/client/model-engine.ts';
import { labOps } from '../ops.ts';
import { createLabWorker } from './worker-factory.ts';

/** The first run also imports the base of the library. */
const HANG_LIMIT: Ms = 10_000;

export const createLab = (
  hangLimit: Ms = HANG_LIMIT,
  createWorker: () => Worker = () => createLabWorker(),
): ModelEngine =>
  new ModelEngine({
    runs: 'files',
    ops: labOps,
    createWorker,
    hangLimit,
  });
