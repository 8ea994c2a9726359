import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'list-from-child',
  chapter: 'processes',
  order: 90,
  params: {
    way: { type: 'choice', options: ['queue', 'global'], default: 'queue' },
    first: { type: 'choice', options: ['get', 'join'], default: 'get' },
    long: { type: 'bool', default: false },
    work: { type: 'seconds', min: 0, max: 5, step: 0.1, default: 1 },
  },
  threads: () => 2,
  stage: [],
});

export type Params = ParamsOf<typeof scenario.params>;
