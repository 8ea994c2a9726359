import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'fork',
  chapter: 'processes',
  order: 40,
  params: {
    wait: { type: 'choice', options: ['each', 'any'], default: 'each' },
    children: { type: 'int', min: 1, max: 5, default: 2 },
    work: { type: 'seconds', min: 0, max: 5, step: 0.1, default: 1 },
  },
  threads: ({ children }) => children + 1,
  stage: [],
});

export type Params = ParamsOf<typeof scenario.params>;
