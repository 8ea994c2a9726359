import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'sleep-as-lock',
  chapter: 'pitfalls',
  order: 90,
  params: {
    lock: { type: 'bool', default: false },
    turn: { type: 'seconds', min: 0, max: 3, step: 0.1, default: 0.8 },
    work: { type: 'seconds', min: 0, max: 3, step: 0.1, default: 0.6 },
    late: { type: 'seconds', min: 0, max: 3, step: 0.1, default: 0.5 },
  },
  threads: () => 6,
  idle: ({ lock }) => (lock ? [] : ['lock']),
  coreOnly: true,
  stage: [],
});

export type Params = ParamsOf<typeof scenario.params>;
