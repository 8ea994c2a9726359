import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'processes-meet',
  chapter: 'processes',
  order: 78,
  params: {
    module: {
      type: 'choice',
      options: ['multiprocessing', 'threading'],
      default: 'multiprocessing',
    },
    runners: { type: 'int', min: 1, max: 6, default: 4 },
    places: { type: 'int', min: 1, max: 6, default: 2 },
    warmup: { type: 'seconds', min: 0, max: 2, step: 0.1, default: 0.3 },
    cross: { type: 'seconds', min: 0.1, max: 3, step: 0.1, default: 0.8 },
  },
  threads: ({ runners }) => runners + 1,
  idle: ({ module }) => (module === 'threading' ? ['go', 'bridge'] : []),
  stage: [],
});

export type Params = ParamsOf<typeof scenario.params>;
