import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'subprocess',
  chapter: 'processes',
  order: 130,
  params: {
    way: { type: 'choice', options: ['run', 'call'], default: 'run' },
    check: { type: 'bool', default: false },
  },
  threads: () => 2,
  stage: [],
  view: 'processes',
});

export type Params = ParamsOf<typeof scenario.params>;
