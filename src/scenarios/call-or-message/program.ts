/** Waiting for each answer, or going on meanwhile. */
import { print } from '../../program/builtins.ts';
import { Queue } from '../../program/queue.ts';
import type { Steps } from '../../program/steps.ts';
import { Thread } from '../../program/threading.ts';
import { monotonic, sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

export function* main(params: Params): Steps<void> {
  const { way, questions, work } = params;
  const asked = yield* new Queue<string>(); // [asked]
  const answered = yield* new Queue<string>(); // [answered]

  const ben = yield* new Thread({ target: answer, args: [asked, answered, params], name: 'Ben' }); // [create]
  yield* ben.start(); // [start]
  const begin = yield* monotonic(); // [begin]
  for (let number = 1; number <= questions; number++) {
    yield* asked.put(`Q${number}`); // [ask]
    if (way === 'call') {
      yield* hear(answered);
    }
    yield* sleep(work); // [work]
    yield* print(`Ann has done her work ${number}`); // [done]
  }
  if (way === 'message') {
    for (let number = 1; number <= questions; number++) {
      yield* hear(answered);
    }
  }
  yield* print(`that took ${((yield* monotonic()) - begin).toFixed(1)} s`); // [end]
}

export function* answer(
  asked: Queue<string>,
  answered: Queue<string>,
  { questions, think }: Params,
): Steps<void> {
  for (let number = 1; number <= questions; number++) {
    const question = yield* asked.get(); // [hear]
    yield* sleep(think); // [think]
    yield* answered.put(question.replace('Q', 'A')); // [answer]
  }
}

function* hear(answered: Queue<string>): Steps<void> {
  yield* print('Ann has', yield* answered.get()); // [get-answer]
}
