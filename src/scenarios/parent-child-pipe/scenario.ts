import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'parent-child-pipe',
  chapter: 'processes',
  order: 100,
  params: {
    values: { type: 'int', min: 1, max: 12, default: 6 },
    think: { type: 'seconds', min: 0, max: 3, step: 0.1, default: 0.8 },
    ahead: { type: 'bool', default: false },
  },
  threads: () => 2,
  stage: [],
});

export type Params = ParamsOf<typeof scenario.params>;
