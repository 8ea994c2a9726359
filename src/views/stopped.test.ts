import { expect, it } from 'vitest';
import { Model } from '../engines/model/engine.ts';
import { fewestSwitches } from '../engines/model/strategies/fewest-switches.ts';
import { compute } from '../program/compute.ts';
import { Process } from '../program/multiprocessing.ts';
import { kill } from '../program/os.ts';
import type { Steps } from '../program/steps.ts';
import { sleep } from '../program/time.ts';
import { explainThread } from './explain-thread.ts';
import { History } from './history.ts';

const SIGCONT = 18;
const SIGSTOP = 19;

function* counter(): Steps<void> {
  yield* compute(1);
}

function* main(): Steps<void> {
  const child = yield* new Process({ target: counter });
  yield* child.start();
  yield* sleep(0.3);
  yield* kill((yield* child.pid()) ?? 0, SIGSTOP);
  yield* sleep(1);
  yield* kill((yield* child.pid()) ?? 0, SIGCONT);
  yield* child.join();
}

it('of a thread that computes in a stopped process nobody says that it just runs', () => {
  const model = new Model({
    module: { main, counter },
    params: null,
    seed: 1,
    timed: true,
    strategy: fewestSwitches(),
  });
  model.run(5000);
  model.flush();
  const { trace } = model;
  const history = new History(trace);
  const thread = trace.threads.findIndex(({ process }) => process === 1);
  const said = new Map<string, Set<string>>();
  for (let count = 1; count <= trace.length; count++) {
    const world = history.at(count, trace.time(count - 1));
    const stopped = world.processes[1]?.stopped;
    const [headline] = explainThread(trace, world, thread);
    if (stopped === undefined || headline === undefined) continue;
    said.set(stopped, (said.get(stopped) ?? new Set()).add(headline.key));
  }
  expect([...(said.get('now') ?? [])]).toEqual(['thread.running-on', 'blocked.stopped']);
  expect([...(said.get('before') ?? [])]).not.toContain('thread.running-on');
});
