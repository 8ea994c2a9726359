import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'graceful-stop',
  chapter: 'processes',
  order: 55,
  params: {
    handler: { type: 'bool', default: true },
    end: { type: 'choice', options: ['terminate', 'kill'], default: 'terminate' },
    work: { type: 'seconds', min: 0.1, max: 5, step: 0.1, default: 1 },
    patience: { type: 'seconds', min: 0.1, max: 5, step: 0.1, default: 2.4 },
  },
  threads: () => 2,
  stage: [],
});

export type Params = ParamsOf<typeof scenario.params>;
