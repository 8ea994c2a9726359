import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'terminate-with-lock',
  chapter: 'pitfalls',
  order: 30,
  params: {
    terminate: { type: 'bool', default: true },
    work: { type: 'seconds', min: 0.1, max: 5, step: 0.1, default: 2 },
    patience: { type: 'seconds', min: 0.1, max: 5, step: 0.1, default: 1.2 },
  },
  threads: () => 3,
  stage: [],
});

export type Params = ParamsOf<typeof scenario.params>;
