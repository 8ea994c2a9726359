import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'missed-notify',
  chapter: 'pitfalls',
  order: 50,
  params: {
    look: { type: 'bool', default: false },
    guests: { type: 'int', min: 1, max: 8, default: 4 },
    walk: { type: 'seconds', min: 0.1, max: 2, step: 0.1, default: 0.8 },
    cook: { type: 'seconds', min: 0, max: 6, step: 0.1, default: 1.8 },
  },
  threads: ({ guests }) => guests + 2,
  coreOnly: true,
  stage: [],
});

export type Params = ParamsOf<typeof scenario.params>;
