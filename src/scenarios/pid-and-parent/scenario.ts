import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'pid-and-parent',
  chapter: 'processes',
  order: 10,
  params: {
    chain: { type: 'bool', default: false },
    children: { type: 'int', min: 1, max: 6, default: 3 },
    work: { type: 'seconds', min: 0.1, max: 5, step: 0.1, default: 1 },
  },
  threads: ({ children }) => children + 1,
  stage: [],
  view: 'processes',
});

export type Params = ParamsOf<typeof scenario.params>;
