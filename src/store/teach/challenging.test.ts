import { expect, it } from 'vitest';
import type { StepRun } from '../../engines/step-run.ts';
import { readParams } from '../../scenarios/params.ts';
import { findScenario } from '../../scenarios/registry.ts';
import { app } from '../app-state.ts';
import { FakeRun } from '../fake-engine.ts';
import { Session } from '../session.ts';
import { steps } from '../step/step-state.ts';
import { follow } from './challenging.ts';
import { teach } from './teach-state.ts';

/** Ann and Ben have taken their locks in opposite order. */
const DEADLOCK = `
process P
thread main in P
thread Ann in P
thread Ben in P
lock pen
lock paper
0 main runs
1 main start Ann
2 main start Ben
3 Ann runs
4 Ben runs
5 Ann acquire pen
6 Ben acquire paper
7 Ann waits acquire paper for Ben
8 Ben waits acquire pen for Ann
9 main waits join Ann`;

/** A run that is on the page, and the branch that step mode will have it as. */
function shown(lines = '') {
  const { values: params } = readParams(findScenario('opposite-locks')!.params, { letters: 1 });
  const program = { kind: 'scenario', id: 'opposite-locks', params } as const;
  const run = new FakeRun(params, { threads: 3, coreOnly: true, seed: 1, speed: 1, paused: false });
  run.next = lines;
  run.pump();
  const session = new Session(program, run);
  session.advance();
  app.setState({ program, mode: 'step', session, cursor: { kind: 'live' } });
  const branch = {
    id: 0,
    session,
    run: run as unknown as StepRun,
    strategy: 'hand',
    from: undefined,
  } as const;
  return { run, session, branch };
}

const step = (by: number) => ({ thread: '', op: 'acquire', on: '', line: 1, at: 0, by });
const turnOf = (by: number) => ({
  first: step(by),
  last: step(by),
  moves: [{ op: 'acquire', waits: false }],
});

it('keeps a hint while it is followed, tells the next turn, and drops it where another moves', () => {
  const { run, session, branch } = shown();
  const comes = (lines: string) => {
    run.next = lines;
    run.pump();
    session.advance();
    app.setState({ world: session.worldAt({ kind: 'live' }) });
    steps.setState({ step: run.trace.length });
    return teach.getState().hint;
  };
  steps.setState({ branches: [branch], shown: 0, step: 0 });
  teach.setState({ challenge: 'first-deadlock', verdict: { kind: 'open' } });
  const unfollow = follow();
  const [before = ''] = DEADLOCK.split('5 Ann');
  comes(before);
  const turns = [turnOf(1), turnOf(2)];
  const from = run.trace.length;
  teach.setState({ hint: { kind: 'found', switches: 2, turns, from } });
  expect(comes('4 main waits join Ann')).toMatchObject({ switches: 2, turns });
  expect(comes('5 Ann acquire pen')).toMatchObject({ switches: 1, turns: [turnOf(2)] });
  expect(comes('6 Ann sleep')).toBeUndefined();
  unfollow();
});

it('judges the run in which the reader chooses, not one that the page still shows from before', () => {
  const { branch } = shown(DEADLOCK);
  teach.setState({ challenge: 'first-deadlock', verdict: { kind: 'open' } });
  const unfollow = follow();
  expect(teach.getState().verdict).toEqual({ kind: 'open' });

  steps.setState({ branches: [branch], shown: 0, step: 9 });
  expect(teach.getState().verdict).toMatchObject({ kind: 'won' });
  unfollow();
});
