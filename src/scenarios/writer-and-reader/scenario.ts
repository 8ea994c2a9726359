import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'writer-and-reader',
  chapter: 'processes',
  order: 80,
  params: {
    ending: { type: 'choice', options: ['terminate', 'none'], default: 'terminate' },
    simple: { type: 'bool', default: false },
    letters: { type: 'int', min: 1, max: 10, default: 5 },
    write: { type: 'seconds', min: 0, max: 3, step: 0.1, default: 0.5 },
    read: { type: 'seconds', min: 0, max: 3, step: 0.1, default: 0.8 },
    look: { type: 'seconds', min: 0.1, max: 3, step: 0.1, default: 0.5 },
  },
  threads: () => 3,
  stage: [],
});

export type Params = ParamsOf<typeof scenario.params>;
