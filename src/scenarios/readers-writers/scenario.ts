import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'readers-writers',
  chapter: 'pitfalls',
  order: 40,
  params: {
    fair: { type: 'bool', default: false },
    readers: { type: 'int', min: 1, max: 8, default: 3 },
    rounds: { type: 'int', min: 1, max: 20, default: 5 },
    read: { type: 'seconds', min: 0.1, max: 3, step: 0.1, default: 1.2 },
    rest: { type: 'seconds', min: 0, max: 3, step: 0.1, default: 0.3 },
  },
  threads: ({ readers }) => readers + 2,
  idle: ({ fair }) => (fair ? [] : ['door']),
  coreOnly: true,
  stage: [],
});

export type Params = ParamsOf<typeof scenario.params>;
