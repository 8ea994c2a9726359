import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'keyword-arguments',
  chapter: 'processes',
  order: 20,
  params: {
    times: { type: 'int', min: 1, max: 6, default: 3 },
    pace: { type: 'seconds', min: 0.1, max: 3, step: 0.1, default: 0.6 },
  },
  threads: () => 4,
  stage: [],
  view: 'processes',
});

export type Params = ParamsOf<typeof scenario.params>;
