/** The runs of a search come in one order, whoever makes them and however long each takes. */
import { expect, test } from 'vitest';
import { chance } from '../../engines/model/chance.ts';
import { Ahead, type Task } from './ahead.ts';
import type { MadeRun, Try } from './runner.ts';
import type { Tries } from './tries.ts';

const tryOf = (first: readonly number[]): Try => ({
  first,
  strategy: 'fewest-switches',
  luck: 0,
  isInOrder: true,
});

/** All words of up to four letters of two kinds, each known once the word before it is; the last known first. */
class Words implements Tries {
  readonly isComplete = true;
  readonly #known: (readonly number[])[] = [[]];

  next(): Try | undefined {
    const first = this.#known.pop();
    return first === undefined ? undefined : tryOf(first);
  }

  learn(_run: MadeRun, { first }: Try): void {
    if (first.length < 4) for (const letter of [0, 1]) this.#known.push([...first, letter]);
  }

  allowMore(): void {
    this.#known.push([9]);
  }
}

/** The words in the order in which they are noted. `makers`: how many make runs; `seed`: who of them is done next. */
function wordsBy(makers: number, seed: number, misfit = -1): string[] {
  const noted: string[] = [];
  const ahead = new Ahead(new Words(), (_run, { first }) => noted.push(first.join('')));
  const busy: Task[] = [];
  for (let turn = 0; ; turn++) {
    while (busy.length < makers) {
      const task = ahead.take();
      if (task === undefined) break;
      busy.push(task);
    }
    if (busy.length === 0) break;
    const [task] = busy.splice(Math.abs(chance(seed, turn)) % busy.length, 1);
    ahead.giveBack(task!, task!.number === misfit ? undefined : ({} as MadeRun));
  }
  expect(ahead.isOver).toBe(true);
  return noted;
}

test('all runs are noted, in the same order for any number of makers and any times', () => {
  const alone = wordsBy(1, 0);
  expect(alone).toHaveLength(1 + 2 + 4 + 8 + 16);
  expect(new Set(alone).size).toBe(alone.length);
  for (const makers of [1, 2, 3, 5, 20]) {
    for (let seed = 0; seed < 30; seed++) expect(wordsBy(makers, seed)).toEqual(alone);
  }
});

test('a run that could not be made is left out, and nothing is learnt of it', () => {
  const alone = wordsBy(1, 0, 2);
  expect(alone.length).toBeLessThan(31);
  for (let seed = 0; seed < 30; seed++) expect(wordsBy(3, seed, 2)).toEqual(alone);
});

test('whoever waits goes on when a run is taken back, and there is more after the end if it is allowed', async () => {
  const noted: string[] = [];
  const ahead = new Ahead(new Words(), (_run, { first }) => noted.push(first.join('')));
  const first = ahead.take()!;
  expect([ahead.take(), ahead.isOver]).toEqual([undefined, false]);
  const change = ahead.change();
  ahead.giveBack(first, {} as MadeRun);
  await change;
  for (let task = ahead.take(); task !== undefined; task = ahead.take()) {
    ahead.giveBack(task, {} as MadeRun);
  }
  expect([noted.length, ahead.isOver]).toEqual([31, true]);
  ahead.allowMore();
  expect(ahead.take()?.wanted.first).toEqual([9]);
});
