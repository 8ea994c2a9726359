import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'threads-or-processes',
  chapter: 'threads',
  order: 70,
  params: {
    workers: { type: 'choice', options: ['threads', 'processes'], default: 'threads' },
    count: { type: 'int', min: 1, max: 8, default: 4 },
    pace: { type: 'seconds', min: 0.1, max: 3, step: 0.1, default: 0.8 },
  },
  threads: ({ count }) => count + 1,
  stage: [],
});

export type Params = ParamsOf<typeof scenario.params>;
