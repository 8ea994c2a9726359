import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'hand-made-barrier',
  chapter: 'pitfalls',
  order: 75,
  params: {
    second: { type: 'bool', default: false },
    players: { type: 'int', min: 2, max: 6, default: 3 },
    rounds: { type: 'int', min: 2, max: 6, default: 3 },
    think: { type: 'seconds', min: 0, max: 2, step: 0.1, default: 0.4 },
    reach: { type: 'seconds', min: 0, max: 5, step: 0.1, default: 1.5 },
  },
  threads: ({ players }) => players + 1,
  idle: ({ second }) => (second ? [] : ['onward']),
  coreOnly: true,
  stage: [],
});

export type Params = ParamsOf<typeof scenario.params>;
