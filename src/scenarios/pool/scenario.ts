import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'pool',
  chapter: 'processes',
  order: 120,
  params: {
    way: { type: 'choice', options: ['apply_async', 'apply', 'map'], default: 'apply_async' },
    fail: { type: 'bool', default: false },
    join: { type: 'bool', default: true },
    workers: { type: 'int', min: 1, max: 10, default: 5 },
    tasks: { type: 'int', min: 1, max: 20, default: 10 },
    chunksize: { type: 'int', min: 1, max: 10, default: 1 },
    work: { type: 'seconds', min: 0, max: 5, step: 0.1, default: 1 },
  },
  // Besides the workers: the main thread, and the pool's three threads.
  threads: ({ workers }) => workers + 4,
  stage: [],
});

export type Params = ParamsOf<typeof scenario.params>;
