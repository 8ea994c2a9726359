/**
 * Lists and dicts of a process, and what other processes get: rows 114, 123, 127, 134, 151 and 163, by their numbers.
 */
import { describe, expect, it } from 'vitest';
import { Dict, List, print, Variable } from '../program/builtins.ts';
import {
  type Connection,
  Manager,
  pipe,
  Pool,
  Process,
  Queue,
  setStartMethod,
} from '../program/multiprocessing.ts';
import * as os from '../program/os.ts';
import type { Steps } from '../program/steps.ts';
import { Lock } from '../program/threading.ts';
import { prints, raised } from './process-runs.ts';

/** Changes everything reachable, and prints the result. */
function* change(shelf: Dict<string, List<number>>, all: List<number>): Steps<void> {
  yield* (yield* shelf.getItem('all')).append(2);
  yield* shelf.setItem('other', yield* new List([9]));
  yield* print('child', yield* all.str(), yield* shelf.keys());
}

function* shelfOf(all: List<number>): Steps<Dict<string, List<number>>> {
  return yield* new Dict<string, List<number>>({ all });
}

describe('a list and a dict', () => {
  it.each(['fork', 'spawn'] as const)('114 a process by %s has copies', (method) => {
    const lines = prints({
      *main(): Steps<void> {
        yield* setStartMethod(method);
        const all = yield* new List([1]);
        const shelf = yield* shelfOf(all);
        const child = yield* new Process({ target: change, args: [shelf, all] });
        yield* all.append(0);
        yield* child.start();
        yield* child.join();
        yield* print('parent', yield* all.str(), yield* shelf.keys());
      },
      change,
    });
    expect(lines).toEqual(["child [1, 0, 2] ['all', 'other']", "parent [1, 0] ['all']"]);
  });

  it('123 what is in them must be picklable for a spawned process', () => {
    const lines = prints({
      *main(): Steps<void> {
        yield* setStartMethod('spawn');
        const shelf = yield* new Dict<string, List>({
          locks: yield* new List([yield* new Lock()]),
        });
        const child = yield* new Process({
          target: change,
          args: [shelf, shelf] as never,
        });
        yield* print(yield* raised(child.start()));
      },
      change,
    });
    expect(lines).toEqual(["TypeError: cannot pickle '_thread.lock' object"]);
  });

  it('127 134 go through a queue and a pipe by value', () => {
    function* receive(q: Queue, end: Connection): Steps<void> {
      yield* print(yield* q.get(), yield* end.recv());
    }
    const lines = prints({
      *main(): Steps<void> {
        const all = yield* new List<unknown>([1]);
        const shelf = yield* new Dict<unknown>([
          ['all', all],
          ['count', yield* new Variable(7)],
        ]);
        const q = yield* new Queue();
        const [ours, theirs] = yield* pipe();
        const child = yield* new Process({ target: receive, args: [q, theirs] });
        yield* child.start();
        yield* q.put([shelf, all]);
        yield* all.append(2);
        yield* shelf.setItem(1, 'one');
        yield* ours.send({ shelf, all });
        yield* child.join();
        yield* all.append(all);
        yield* ours.send(all);
        yield* print(yield* theirs.poll());
      },
      receive,
    });
    expect(lines).toEqual([
      "[{'all': [1], 'count': 7}, [1]] {'shelf': {'all': [1, 2], 'count': 7, 1: 'one'}, 'all': [1, 2]}",
      'True',
    ]);
  });

  it('147 151 go to a manager and to the workers of a pool by value', () => {
    function* length(items: readonly unknown[]): Steps<number> {
      yield* print(items);
      return items.length;
    }
    const lines = prints({
      *main(): Steps<void> {
        const all = yield* new List([1, 2]);
        const manager = yield* new Manager();
        const d = yield* manager.dict();
        yield* d.setItem('all', all);
        yield* d.setItem('shared', yield* manager.list());
        yield* all.append(3);
        yield* print(yield* d.getItem('all'));
        const pool = yield* new Pool(1);
        yield* print(yield* pool.apply(length, [all]));
        yield* pool.terminate();
      },
      length,
    });
    expect(lines).toEqual(['[1, 2]', '[1, 2, 3]', '3']);
  });

  it('163 os.fork copies them, in the midst of an iteration', () => {
    const lines = prints({
      *main(): Steps<void> {
        const all = yield* new List([1]);
        const shelf = yield* shelfOf(all);
        const seen: number[] = [];
        let pid = -1;
        yield* all.forEach(function* (item) {
          seen.push(item);
          if (item !== 1) return;
          pid = yield* os.fork();
          if (pid === 0) yield* change(shelf, all);
          else yield* os.wait();
        });
        yield* print(pid === 0 ? 'child' : 'parent', seen, yield* shelf.len());
      },
    });
    expect(lines).toEqual(["child [1, 2] ['all', 'other']", 'child [1, 2] 2', 'parent [1] 1']);
  });
});
