/** multiprocessing.Manager: rows 147 to 150, by their numbers. */
import { describe, expect, it } from 'vitest';
import { print } from '../program/builtins.ts';
import type { DictProxy, ListProxy, LockProxy, QueueProxy } from '../program/manager-proxies.ts';
import { activeChildren, Manager, Process } from '../program/multiprocessing.ts';
import type { Steps } from '../program/steps.ts';
import { sleep } from '../program/time.ts';
import { prints, raised, run } from './process-runs.ts';

describe('multiprocessing.Manager', () => {
  it('147 shares a dict and a list', () => {
    function* fill(n: number, d: DictProxy, l: ListProxy): Steps<void> {
      yield* d.setItem(n, n * n);
      yield* l.append(n);
    }
    const lines = prints({
      *main(): Steps<void> {
        const manager = yield* new Manager();
        const d = yield* manager.dict();
        const l = yield* manager.list();
        const all = [];
        for (let n = 0; n < 3; n++) {
          const p = yield* new Process({ target: fill, args: [n, d, l] });
          yield* p.start();
          all.push(p);
        }
        for (const p of all) yield* p.join();
        for (const n of [0, 1, 2]) yield* print(yield* l.contains(n), yield* d.contains(n));
        yield* print(yield* d.getItem(2), yield* d.len(), yield* d.contains(7));
      },
      fill,
    });
    expect(lines).toEqual([...Array<string>(3).fill('True True'), '4 3 False']);
  });

  it('147 raises in the caller', () => {
    const lines = prints({
      *main(): Steps<void> {
        const m = yield* new Manager();
        const d = yield* m.dict({ a: 1 });
        const l = yield* m.list([1]);
        const n = yield* m.Namespace({ v: 10 });
        for (const use of [
          d.getItem('x'),
          d.pop('e'),
          l.getItem(5),
          l.remove(9),
          l.pop(4),
          l.index(77),
          n.get('x'),
        ]) {
          yield* print(yield* raised(use));
        }
        yield* n.set('w', 1);
        yield* print(yield* n.str(), yield* d.str(), yield* n.get('v'));
        const v = yield* m.Value('i', 5);
        yield* v.set(6);
        yield* print(yield* v.get());
      },
    });
    expect(lines).toEqual([
      "KeyError: 'x'",
      "KeyError: 'e'",
      'IndexError: list index out of range',
      'ValueError: list.remove(x): x not in list',
      'IndexError: pop index out of range',
      'ValueError: 77 is not in list',
      "AttributeError: 'Namespace' object has no attribute 'x'",
      "Namespace(v=10, w=1) {'a': 1} 10",
      '6',
    ]);
  });

  it('147 shares a queue and a lock, which wait in the server', () => {
    function* work(q: QueueProxy, lock: LockProxy): Steps<void> {
      yield* lock.acquire();
      yield* q.put('item');
      yield* sleep(1);
      yield* lock.release();
    }
    const lines = prints({
      *main(): Steps<void> {
        const m = yield* new Manager();
        const q = yield* m.Queue();
        const lock = yield* m.Lock();
        yield* print(yield* raised(lock.release()));
        const p = yield* new Process({ target: work, args: [q, lock] });
        yield* p.start();
        yield* print(yield* q.get());
        yield* print(yield* lock.acquire(false), yield* raised(q.getNowait()));
        yield* print(yield* lock.acquire());
        yield* p.join();
      },
      work,
    });
    expect(lines).toEqual(['RuntimeError: release unlocked lock', 'item', 'False Empty', 'True']);
  });

  it('148 what is nested is a copy, unless it is a proxy', () => {
    const lines = prints({
      *main(): Steps<void> {
        const m = yield* new Manager();
        const d = yield* m.dict();
        yield* d.setItem('k', [1]);
        ((yield* d.getItem('k')) as number[]).push(2);
        yield* print(yield* d.getItem('k'));
        yield* d.setItem('p', yield* m.list());
        yield* ((yield* d.getItem('p')) as ListProxy).append(3);
        yield* print(yield* ((yield* d.getItem('p')) as ListProxy).str());
      },
    });
    expect(lines).toEqual(['[1]', '[3]']);
  });

  it('149 keys() is a list, copy() a plain dict', () => {
    const lines = prints({
      *main(): Steps<void> {
        const m = yield* new Manager();
        const d = yield* m.dict({ a: 1, b: 2 });
        yield* print(yield* d.keys(), yield* d.values(), yield* d.items(), yield* d.copy());
        yield* d.update({ b: 3, c: 4 });
        yield* print(yield* d.str(), yield* d.popitem(), yield* d.setdefault('z', 0));
      },
    });
    expect(lines).toEqual([
      "['a', 'b'] [1, 2] [('a', 1), ('b', 2)] {'a': 1, 'b': 2}",
      "{'a': 1, 'b': 3, 'c': 4} ('c', 4) 0",
    ]);
  });

  it('150 is gone after shutdown', () => {
    const { printed, exits } = run({
      *main(): Steps<void> {
        const m = yield* new Manager();
        const d = yield* m.dict();
        for (const child of yield* activeChildren()) yield* print(yield* child.name());
        yield* m.shutdown();
        yield* print(yield* raised(d.getItem('x')));
        yield* print(yield* raised(m.dict()), (yield* activeChildren()).length);
      },
    });
    expect(printed[0]).toBe('SyncManager-1');
    expect(printed[1]).toBe('FileNotFoundError: [Errno 2] No such file or directory');
    expect(printed[2]).toBe('AssertionError: server not yet started 0');
    expect(exits).toEqual({ 'SyncManager-1': 0, MainProcess: 0 });
  });

  it('150 with ends with shutdown()', () => {
    const lines = prints({
      *main(): Steps<void> {
        const m = yield* new Manager();
        const d = yield* m.with(function* () {
          const made = yield* m.dict({ a: 1 });
          yield* print(yield* made.getItem('a'));
          return made;
        });
        yield* print((yield* raised(d.getItem('a'))) === 'ok', (yield* activeChildren()).length);
        yield* print(yield* raised(m.with(() => m.dict())));
      },
    });
    const down = 'multiprocessing.context.ProcessError: Manager has shut down';
    expect(lines).toEqual(['1', 'False 0', down]);
  });

  it('150 ends with its parent otherwise', () => {
    const { end, exits } = run({
      *main(): Steps<void> {
        yield* new Manager();
      },
    });
    expect([end, exits]).toEqual(['finished', { 'SyncManager-1': 0, MainProcess: 0 }]);
  });
});
