import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'dining-philosophers',
  chapter: 'pitfalls',
  order: 20,
  params: {
    rule: { type: 'choice', options: ['left-first', 'ordered', 'waiter'], default: 'left-first' },
    philosophers: { type: 'int', min: 2, max: 10, default: 5 },
    meals: { type: 'int', min: 1, max: 20, default: 3 },
    think: { type: 'seconds', min: 0, max: 3, step: 0.1, default: 0.8 },
    reach: { type: 'seconds', min: 0, max: 3, step: 0.1, default: 0.4 },
    eat: { type: 'seconds', min: 0, max: 3, step: 0.1, default: 1 },
  },
  threads: ({ philosophers }) => philosophers + 1,
  coreOnly: true,
  stage: [
    {
      object: 'forks[0]',
      as: 'table',
      with: ['waiter', ...Array.from({ length: 9 }, (_, i) => `forks[${i + 1}]`)],
    },
  ],
});

export type Params = ParamsOf<typeof scenario.params>;
