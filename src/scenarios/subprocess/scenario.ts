import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'subprocess',
  chapter: 'processes',
  order: 130,
  params: {
    way: { type: 'choice', options: ['run', 'call', 'shell'], default: 'run' },
    ask: { type: 'bool', default: false },
    check: { type: 'bool', default: false },
  },
  // The parent, the program, and the shell between them.
  threads: ({ way }) => (way === 'shell' ? 3 : 2),
  stage: [],
  view: 'processes',
  input: [{ terminal: '/dev/tty', line: 'www.python.org' }],
});

export type Params = ParamsOf<typeof scenario.params>;
