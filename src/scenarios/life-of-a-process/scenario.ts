import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'life-of-a-process',
  chapter: 'ideas',
  order: 30,
  params: {
    awaits: { type: 'choice', options: ['time', 'line'], default: 'time' },
    joins: { type: 'bool', default: false },
    work: { type: 'seconds', min: 0.2, max: 5, step: 0.1, default: 1 },
  },
  threads: () => 2,
  stage: [],
  view: 'processes',
  input: [{ terminal: '/dev/tty', line: 'Ada' }],
});

export type Params = ParamsOf<typeof scenario.params>;
