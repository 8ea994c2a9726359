import { defineScenario, type ParamsOf } from '../scenario.ts';

const TERMINAL = '/dev/tty';

export const scenario = defineScenario({
  id: 'process-creation',
  chapter: 'ideas',
  order: 25,
  params: {
    way: { type: 'choice', options: ['system', 'call', 'request', 'batch'], default: 'system' },
    count: { type: 'int', min: 1, max: 5, default: 3 },
    work: { type: 'seconds', min: 0.1, max: 3, step: 0.1, default: 1 },
  },
  // On request, the shell and what it starts.
  threads: ({ way, count }) => (way === 'request' ? 3 : way === 'batch' ? 2 : count + 1),
  stage: [],
  view: 'processes',
  input: [
    { terminal: TERMINAL, line: 'echo hello' },
    { terminal: TERMINAL, line: 'sleep 0.2' },
    { terminal: TERMINAL, line: 'false' },
    { terminal: TERMINAL, line: 'nslookup localhost' },
    { terminal: TERMINAL, line: 'true' },
  ],
});

export type Params = ParamsOf<typeof scenario.params>;
