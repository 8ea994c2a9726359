/** Threads count words in one dict. */
import { Dict, List, print } from '../../program/builtins.ts';
import type { Steps } from '../../program/steps.ts';
import { Lock, Thread } from '../../program/threading.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

const PAGES = [
  'the cat saw a dog',
  'the dog saw a cat',
  'the sun saw a fox',
  'the fox ate a hen',
  'the hen ate a fly',
  'the fly saw a sun',
];

type Counts = Dict<string, number>;

export function* main(params: Params): Steps<void> {
  const counts: Counts = yield* new Dict<string, number>(); // [counts]
  const words = yield* new List<string>(); // [words]
  const lock = yield* new Lock(); // [lock]

  const threads = [];
  for (let number = 1; number <= params.readers; number++) {
    const args: Parameters<typeof read> = [number, counts, words, lock, params];
    const reader = yield* new Thread({ target: read, args, name: `reader ${number}` }); // [create]
    yield* reader.start(); // [start]
    threads.push(reader);
  }
  if (params.report !== 'end') {
    const args: Parameters<typeof report> = [counts, params];
    const reporter = yield* new Thread({ target: report, args, name: 'reporter' }); // [create-reporter]
    yield* reporter.start(); // [start-reporter]
    threads.push(reporter);
  }
  for (const thread of threads) {
    yield* thread.join(); // [join]
  }
  const counted = (yield* counts.values()).reduce((sum, times) => sum + times, 0); // [sum]
  yield* print(`${yield* words.len()} words read, ${counted} counted`); // [result]
}

export function* read(
  number: number,
  counts: Counts,
  words: List<string>,
  lock: Lock,
  params: Params,
): Steps<void> {
  yield* sleep(0.1 * number); // [come]
  for (const word of PAGES[number - 1]!.split(' ')) {
    yield* sleep(params.read); // [read]
    yield* words.append(word); // [append]
    if (params.lock) {
      yield* lock.acquire(); // [acquire]
      yield* count(word, counts, params);
      yield* lock.release(); // [release]
    } else {
      yield* count(word, counts, params);
    }
  }
}

export function* count(word: string, counts: Counts, params: Params): Steps<void> {
  const before = yield* counts.get(word, 0); // [look-up]
  yield* sleep(params.gap); // [gap]
  yield* counts.setItem(word, before + 1); // [count]
}

export function* report(counts: Counts, params: Params): Steps<void> {
  yield* sleep(2); // [rest]
  if (params.report === 'copy') {
    for (const [word, number] of yield* counts.items() /* [copy] */) {
      yield* tell(word, number);
    }
  } else {
    yield* counts.forEach(tell); // [each]
  }
}

export function* tell(word: string, number: number): Steps<void> {
  yield* print(`so far ${word}: ${number}`); // [say]
  yield* sleep(0.4); // [pause]
}
