import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'exit-codes',
  chapter: 'processes',
  order: 50,
  params: {
    code: { type: 'int', min: 0, max: 255, default: 3 },
    end: { type: 'choice', options: ['terminate', 'kill'], default: 'terminate' },
    work: { type: 'seconds', min: 0.1, max: 5, step: 0.1, default: 1 },
    limit: { type: 'seconds', min: 0.1, max: 5, step: 0.1, default: 0.6 },
  },
  threads: () => 5,
  stage: [],
  view: 'processes',
});

export type Params = ParamsOf<typeof scenario.params>;
