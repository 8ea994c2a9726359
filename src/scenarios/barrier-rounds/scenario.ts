import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'barrier-rounds',
  chapter: 'locks',
  order: 70,
  params: {
    abort: { type: 'bool', default: false },
    hikers: { type: 'int', min: 2, max: 8, default: 4 },
    huts: { type: 'int', min: 2, max: 8, default: 3 },
    walk: { type: 'seconds', min: 0.1, max: 3, step: 0.1, default: 0.6 },
    slow: { type: 'seconds', min: 0, max: 5, step: 0.1, default: 1 },
  },
  threads: ({ hikers }) => hikers + 1,
  coreOnly: true,
  stage: [],
});

export type Params = ParamsOf<typeof scenario.params>;
