/** The model's Worker with programs that hang, for a test. */
import type { Steps } from '../../../program/steps.ts';
import { print } from '../../../program/builtins.ts';
import { Thread } from '../../../program/threading.ts';
import type { ToModel } from '../host/protocol.ts';
import { StepHost } from '../host/step-host.ts';

function* main(): Steps<void> {
  const thread = yield* new Thread({ target: stubborn });
  yield* thread.start();
  for (let n = 0; n < 3; n++) yield* print(n);
  yield* thread.join();
  yield* print('over');
}

function* stubborn(): Steps<void> {
  yield* print('now I count');
  while (true);
}

function* stubbornMain(): Steps<void> {
  yield* print('for ever');
  while (true);
}

const programs: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  thread: { main, stubborn },
  main: { main: stubbornMain },
};

const host = new StepHost({
  post: (message, transfer = []) => postMessage(message, transfer),
  loadProgram: (scenario) => Promise.resolve(programs[scenario] ?? {}),
  defer: (act) => setTimeout(act),
});

onmessage = ({ data }: MessageEvent<ToModel>) => host.receive(data);
