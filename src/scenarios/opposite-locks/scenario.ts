import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'opposite-locks',
  chapter: 'pitfalls',
  order: 10,
  params: {
    opposite: { type: 'bool', default: true },
    letters: { type: 'int', min: 1, max: 10, default: 3 },
    reach: { type: 'seconds', min: 0, max: 3, step: 0.1, default: 0.6 },
    write: { type: 'seconds', min: 0, max: 3, step: 0.1, default: 1 },
  },
  threads: () => 3,
  coreOnly: true,
  stage: [],
});

export type Params = ParamsOf<typeof scenario.params>;
