import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'process-tree',
  chapter: 'processes',
  order: 140,
  params: {
    parent: { type: 'choice', options: ['waits', 'late', 'leaves'], default: 'late' },
    children: { type: 'int', min: 1, max: 5, default: 2 },
    work: { type: 'seconds', min: 0.2, max: 5, step: 0.1, default: 1 },
  },
  threads: ({ children }) => children + 2,
  stage: [],
  view: 'processes',
});

export type Params = ParamsOf<typeof scenario.params>;
