import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'manager',
  chapter: 'processes',
  order: 110,
  params: {
    keep: { type: 'choice', options: ['manager', 'nested', 'plain'], default: 'manager' },
    guests: { type: 'int', min: 1, max: 10, default: 10 },
    first: { type: 'int', min: 0, max: 9, default: 0 },
    pace: { type: 'seconds', min: 0, max: 2, step: 0.1, default: 0.3 },
  },
  // The server has its main thread, and one for each client process.
  threads: ({ keep, guests }) => (keep === 'plain' ? guests + 1 : 2 * (guests + 1) + 1),
  stage: [],
});

export type Params = ParamsOf<typeof scenario.params>;
