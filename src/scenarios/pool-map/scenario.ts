import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'pool-map',
  chapter: 'processes',
  order: 122,
  params: {
    way: {
      type: 'choice',
      options: ['imap_unordered', 'imap', 'map', 'map_async', 'starmap'],
      default: 'imap_unordered',
    },
    threads: { type: 'bool', default: false },
    chunk: { type: 'int', min: 1, max: 8, default: 1 },
    workers: { type: 'int', min: 1, max: 8, default: 3 },
    work: { type: 'seconds', min: 0, max: 2, step: 0.1, default: 0.4 },
  },
  // Besides the workers: the main thread, and the pool's three threads.
  threads: ({ workers }) => workers + 4,
  stage: [],
});

export type Params = ParamsOf<typeof scenario.params>;
