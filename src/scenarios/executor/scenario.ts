import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'executor',
  chapter: 'processes',
  order: 127,
  params: {
    pool: { type: 'choice', options: ['threads', 'processes'], default: 'threads' },
    take: {
      type: 'choice',
      options: ['as_completed', 'map', 'callbacks'],
      default: 'as_completed',
    },
    fail: { type: 'bool', default: false },
    workers: { type: 'int', min: 1, max: 5, default: 3 },
    work: { type: 'seconds', min: 0.1, max: 2, step: 0.1, default: 0.5 },
  },
  // Besides the workers: the main thread, and the manager thread of worker processes.
  threads: ({ pool, workers }) => workers + (pool === 'threads' ? 1 : 2),
  stage: [],
});

export type Params = ParamsOf<typeof scenario.params>;
