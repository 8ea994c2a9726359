import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'call-or-message',
  chapter: 'ideas',
  order: 20,
  params: {
    way: { type: 'choice', options: ['call', 'message'], default: 'call' },
    questions: { type: 'int', min: 1, max: 6, default: 3 },
    think: { type: 'seconds', min: 0.1, max: 5, step: 0.1, default: 1.5 },
    work: { type: 'seconds', min: 0.1, max: 5, step: 0.1, default: 1 },
  },
  threads: () => 2,
  stage: [],
});

export type Params = ParamsOf<typeof scenario.params>;
