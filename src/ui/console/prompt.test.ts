import { expect, it } from 'vitest';
import { Model } from '../../engines/model/engine.ts';
import { fewestSwitches } from '../../engines/model/strategies/fewest-switches.ts';
import type { Run } from '../../engines/run.ts';
import { input, open } from '../../program/builtins.ts';
import { Process } from '../../program/multiprocessing.ts';
import type { Steps } from '../../program/steps.ts';
import { setStdin } from '../../program/sys.ts';
import { sleep } from '../../program/time.ts';
import { live } from '../../store/cursor.ts';
import { Session } from '../../store/session.ts';
import { isReadAt } from './prompt.ts';

function* main(): Steps<void> {
  yield* open('/dev/pts/7');
  const reader = yield* new Process({ target: read });
  yield* reader.start();
  yield* reader.join();
  yield* sleep(1);
}

function* read(): Steps<void> {
  yield* setStdin(yield* open('/dev/pts/1'));
  yield* input('?');
  yield* sleep(1);
}

it('a terminal is read from where a thread waits at it until that process has ended', () => {
  const model = new Model({
    module: { main, read },
    params: null,
    seed: 1,
    timed: true,
    strategy: fewestSwitches(),
  });
  const { trace } = model;
  const run: Pick<Run, 'trace' | 'pump' | 'now'> = { trace, pump: () => false, now: () => 0 };
  const session = new Session({ kind: 'scenario', id: 'read', params: {} }, run as Run);
  model.run(1000);
  const terminal = (path: string) => trace.objects.findIndex(({ name }) => name === path);
  const shown = () => {
    model.flush();
    session.advance();
    const world = session.worldAt(live);
    return ['/dev/pts/7', '/dev/pts/1'].map((path) => isReadAt(session, world, terminal(path)));
  };
  expect(shown()).toEqual([false, true]);
  model.type({ terminal: terminal('/dev/pts/1'), line: 'yes' });
  model.run(1);
  expect(shown()).toEqual([false, true]);
  model.run(1000);
  expect(shown()).toEqual([false, false]);
});
