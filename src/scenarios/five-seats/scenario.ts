import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'five-seats',
  chapter: 'locks',
  order: 30,
  params: {
    seats: { type: 'int', min: 1, max: 10, default: 5 },
    guests: { type: 'int', min: 1, max: 30, default: 20 },
    meal: { type: 'seconds', min: 0.1, max: 5, step: 0.1, default: 1.5 },
    count: { type: 'bool', default: false },
    extra: { type: 'bool', default: false },
  },
  threads: ({ guests }) => guests + 1,
  coreOnly: true,
  stage: [],
});

export type Params = ParamsOf<typeof scenario.params>;
