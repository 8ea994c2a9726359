import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'over-released-semaphore',
  chapter: 'pitfalls',
  order: 70,
  params: {
    mistake: { type: 'bool', default: true },
    bounded: { type: 'bool', default: false },
    places: { type: 'int', min: 1, max: 6, default: 2 },
    cars: { type: 'int', min: 1, max: 12, default: 8 },
    stay: { type: 'seconds', min: 0.1, max: 5, step: 0.1, default: 2.5 },
    patience: { type: 'seconds', min: 0, max: 5, step: 0.1, default: 1 },
  },
  threads: ({ cars }) => cars + 1,
  coreOnly: true,
  stage: [],
});

export type Params = ParamsOf<typeof scenario.params>;
