import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'producer-consumer',
  chapter: 'queues',
  order: 20,
  params: {
    look: { type: 'bool', default: false },
    producers: { type: 'int', min: 1, max: 6, default: 2 },
    consumers: { type: 'int', min: 1, max: 6, default: 2 },
    maxsize: { type: 'int', min: 0, max: 12, default: 4 },
    items: { type: 'int', min: 1, max: 50, default: 10 },
    make: { type: 'seconds', min: 0, max: 3, step: 0.1, default: 0.5 },
    use: { type: 'seconds', min: 0, max: 3, step: 0.1, default: 1 },
  },
  threads: ({ producers, consumers }) => producers + consumers + 1,
  stage: [],
});

export type Params = ParamsOf<typeof scenario.params>;
