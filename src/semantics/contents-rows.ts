/** Lists and dicts that threads share. Cases 18, 22 and 41. */
import { Dict, List, print } from '../program/builtins.ts';
import type { Steps } from '../program/steps.ts';
import { Thread } from '../program/threading.ts';
import { sleep } from '../program/time.ts';
import { type Row, spawn, tell } from './row.ts';

class Collector extends Thread {
  readonly found = new List<number>();
  readonly most: number;

  constructor(most: number) {
    super();
    this.most = most;
  }

  override *run(): Steps<void> {
    for (let n = 0; n < this.most; n++) yield* this.found.append(n);
  }
}

function* joinAll(threads: readonly Thread[]): Steps<void> {
  for (const thread of threads) yield* thread.join();
}

/** Prints the items that it iterates over, and how the iteration ends. */
function* visit(items: List<number> | Dict<number, number>): Steps<void> {
  yield* tell(
    items.forEach(function* (item) {
      yield* print(item);
      yield* sleep(0.2);
    }),
  );
}

const PY_VISIT = `
      def iterate(items):
          for item in items:
              print(item)
              time.sleep(.2)
      def visit(items): tell(iterate, items)`;

export const contentsRows: readonly Row[] = [
  {
    name: '18 a list as attribute is shared',
    program() {
      function* main(): Steps<void> {
        const collector = yield* new Collector(3);
        yield* collector.start();
        yield* collector.join();
        yield* print(yield* collector.found.str(), collector.most);
      }
      return { main, Collector };
    },
    out: ['[0, 1, 2] 3'],
    untimed: true,
    python: `
      class Collector(Thread):
          def __init__(self, most):
              super().__init__()
              self.found = []
              self.most = most
          def run(self):
              for n in range(self.most): self.found.append(n)
      collector = Collector(3)
      collector.start()
      collector.join()
      print(collector.found, collector.most)`,
  },
  {
    name: '22 a list and a dict in args are shared, and so are those in them',
    program() {
      function* f(box: List<number>, shelf: Dict<string, List<number>>): Steps<void> {
        yield* box.append(2);
        yield* (yield* shelf.getItem('box')).append(3);
        yield* shelf.setItem('other', box);
      }
      function* main(): Steps<void> {
        const box = yield* new List([1]);
        const shelf = yield* new Dict<string, List<number>>({ box });
        const t = yield* spawn(f, box, shelf);
        yield* tell(t.join());
        yield* print(yield* box.str(), yield* (yield* shelf.getItem('other')).len());
      }
      return { main, f };
    },
    out: ['None', '[1, 2, 3] 3'],
    untimed: true,
    python: `
      def f(box, shelf):
          box.append(2)
          shelf['box'].append(3)
          shelf['other'] = box
      box = [1]
      shelf = {'box': box}
      t = spawn(f, box, shelf)
      tell(t.join)
      print(box, len(shelf['other']))`,
  },
  {
    name: '41 appends of many threads lose nothing',
    program() {
      function* fill(all: List<number>, most: number): Steps<void> {
        for (let n = 0; n < most; n++) yield* all.append(n);
      }
      function* main(): Steps<void> {
        const all = yield* new List<number>();
        const threads = [];
        for (let n = 0; n < 4; n++) threads.push(yield* spawn(fill, all, 10));
        yield* joinAll(threads);
        yield* all.sort();
        yield* print(yield* all.len(), yield* all.slice(0, 6));
      }
      return { main, fill };
    },
    out: ['40 [0, 0, 0, 0, 1, 1]'],
    untimed: true,
    python: `
      def fill(all, most):
          for n in range(most): all.append(n)
      all = []
      threads = [spawn(fill, all, 10) for n in range(4)]
      for thread in threads: thread.join()
      all.sort()
      print(len(all), all[0:6])`,
  },
  {
    name: '41 setdefault and pop are one step: one thread has it',
    program() {
      function* claim(d: Dict<string, number>, n: number, won: List<number>): Steps<void> {
        if ((yield* d.setdefault('owner', n)) === n) yield* won.append(n);
        const token = yield* d.pop('token', 0);
        if (token > 0) yield* won.append(token);
      }
      function* main(): Steps<void> {
        const d = yield* new Dict<string, number>({ token: 7 });
        const won = yield* new List<number>();
        const threads = [];
        for (const n of [1, 2, 3]) threads.push(yield* spawn(claim, d, n, won));
        yield* joinAll(threads);
        yield* print(yield* won.len(), yield* won.contains(7), yield* d.len());
      }
      return { main, claim };
    },
    out: ['2 True 1'],
    untimed: true,
    python: `
      def claim(d, n, won):
          if d.setdefault('owner', n) == n: won.append(n)
          token = d.pop('token', 0)
          if token > 0: won.append(token)
      d, won = {'token': 7}, []
      threads = [spawn(claim, d, n, won) for n in [1, 2, 3]]
      for thread in threads: thread.join()
      print(len(won), 7 in won, len(d))`,
  },
  {
    name: '41 d[k] = d.get(k, 0) + 1 is two steps, and may lose one',
    program() {
      function* count(d: Dict<string, number>): Steps<void> {
        yield* d.setItem('a', (yield* d.get('a', 0)) + 1);
      }
      function* main(): Steps<void> {
        const d = yield* new Dict<string, number>();
        const threads = [yield* spawn(count, d), yield* spawn(count, d)];
        yield* joinAll(threads);
        yield* print(yield* d.str());
      }
      return { main, count };
    },
    oneOf: [["{'a': 1}"], ["{'a': 2}"]],
    untimed: true,
    python: `
      def count(d):
          d['a'] = d.get('a', 0) + 1
      d = {}
      threads = [spawn(count, d), spawn(count, d)]
      for thread in threads: thread.join()
      print(d)`,
  },
  {
    name: '41 a dict that grows or shrinks while it is iterated raises',
    program() {
      function* main(): Steps<void> {
        const d = yield* new Dict<number, number>([
          [1, 1],
          [2, 2],
        ]);
        let t = yield* spawn(visit, d);
        yield* sleep(0.1);
        yield* d.setItem(3, 3);
        yield* t.join();
        t = yield* spawn(visit, d);
        yield* sleep(0.1);
        yield* d.popitem();
        yield* t.join();
        t = yield* spawn(visit, d);
        yield* sleep(0.1);
        yield* d.setItem(2, 5);
        yield* t.join();
      }
      return { main, visit };
    },
    out: [
      '1',
      'RuntimeError: dictionary changed size during iteration',
      '1',
      'RuntimeError: dictionary changed size during iteration',
      '1',
      '2',
      'None',
    ],
    python: `${PY_VISIT}
      d = {1: 1, 2: 2}
      t = spawn(visit, d)
      time.sleep(.1)
      d[3] = 3
      t.join()
      t = spawn(visit, d)
      time.sleep(.1)
      d.popitem()
      t.join()
      t = spawn(visit, d)
      time.sleep(.1)
      d[2] = 5
      t.join()`,
  },
  {
    name: '41 a list is iterated by index, whatever others do',
    program() {
      function* main(): Steps<void> {
        const l = yield* new List([1, 2, 3]);
        let t = yield* spawn(visit, l);
        yield* sleep(0.1);
        yield* l.append(4);
        yield* sleep(0.2);
        yield* l.remove(1);
        yield* t.join();
        t = yield* spawn(visit, l);
        yield* sleep(0.1);
        yield* l.clear();
        yield* t.join();
      }
      return { main, visit };
    },
    out: ['1', '2', '4', 'None', '2', 'None'],
    python: `${PY_VISIT}
      l = [1, 2, 3]
      t = spawn(visit, l)
      time.sleep(.1)
      l.append(4)
      time.sleep(.2)
      l.remove(1)
      t.join()
      t = spawn(visit, l)
      time.sleep(.1)
      l.clear()
      t.join()`,
  },
  {
    name: '41 a dict of the same size with other keys',
    program() {
      function* visited(
        d: Dict<number, number>,
        act: (key: number) => Steps<unknown>,
      ): Steps<string> {
        const seen: number[] = [];
        yield* d.forEach(function* (key) {
          seen.push(key);
          yield* act(key);
        });
        return seen.join(' ');
      }
      function* filled(size: number): Steps<Dict<number, number>> {
        const d = yield* new Dict<number, number>();
        for (let n = 0; n < size; n++) yield* d.setItem(n, n);
        return d;
      }
      function* main(): Steps<void> {
        for (const size of [1, 2, 4, 5, 6, 10]) {
          for (const d of [
            yield* filled(size),
            yield* new Dict(Array.from({ length: size }, (_, n): [number, number] => [n, n])),
          ]) {
            yield* tell(
              visited(d, function* (key) {
                yield* d.delItem(key);
                yield* d.setItem(key + 100, 0);
              }),
            );
            yield* print(yield* d.keys());
          }
        }
        const d = yield* filled(2);
        yield* tell(
          visited(d, function* () {
            yield* d.clear();
            yield* d.update([
              [7, 7],
              [8, 8],
            ]);
          }),
        );
        for (let n = 0; n < 3; n++) yield* tell(d.popitem());
      }
      return { main };
    },
    out: [
      ...[
        '[100]',
        '[100, 101]',
        '[2, 3, 200, 201]',
        '[1, 102, 103, 104, 200]',
        '[5, 100, 101, 102, 103, 204]',
        '[1, 102, 103, 104, 105, 106, 107, 108, 109, 200]',
      ].flatMap((keys) => {
        const ended = 'RuntimeError: dictionary keys changed during iteration';
        return [ended, keys, ended, keys];
      }),
      '0 8',
      '(8, 8)',
      '(7, 7)',
      "KeyError: 'popitem(): dictionary is empty'",
    ],
    untimed: true,
    python: `
      def visited(d, act):
          seen = []
          for key in d:
              seen.append(key)
              act(key)
          return ' '.join(map(str, seen))
      def filled(size):
          d = {}
          for n in range(size): d[n] = n
          return d
      def displayed(size):
          return eval('{' + ', '.join(f'{n}: {n}' for n in range(size)) + '}')
      for size in [1, 2, 4, 5, 6, 10]:
          for d in [filled(size), displayed(size)]:
              def act(key):
                  del d[key]
                  d[key + 100] = 0
              tell(visited, d, act)
              print(list(d.keys()))
      d = filled(2)
      def act(key):
          d.clear()
          d.update({7: 7, 8: 8})
      tell(visited, d, act)
      for n in range(3): tell(d.popitem)`,
  },
  {
    name: '41 what a list has',
    program() {
      function* main(): Steps<void> {
        const l = yield* new List<unknown>([3, 1]);
        yield* l.extend([2]);
        yield* l.insert(-1, 'x');
        yield* l.insert(99, 4);
        yield* print(yield* l.str(), yield* l.index(1), yield* l.count(1), yield* l.contains(5));
        yield* tell(l.sort());
        yield* l.remove('x');
        yield* l.sort();
        yield* l.reverse();
        yield* print(yield* l.copy(), yield* l.pop(), yield* l.pop(0), yield* l.len());
        yield* l.setItem(-1, 9);
        yield* l.delItem(0);
        yield* print(yield* l.getItem(-1), yield* l.slice(1), yield* l.slice(-2, -1));
        yield* tell(l.getItem(2));
        yield* tell(l.setItem(-3, 0));
        yield* tell(l.delItem(2));
        yield* tell(l.pop(2));
        yield* tell(l.remove(7));
        yield* tell(l.index('y'));
        yield* l.clear();
        yield* tell(l.pop());
        yield* print(yield* l.str());
      }
      return { main };
    },
    out: [
      "[3, 1, 'x', 2, 4] 1 1 False",
      "TypeError: '<' not supported between instances of 'str' and 'int'",
      '[4, 3, 2, 1] 1 4 2',
      '9 [] []',
      'IndexError: list index out of range',
      'IndexError: list assignment index out of range',
      'IndexError: list assignment index out of range',
      'IndexError: pop index out of range',
      'ValueError: list.remove(x): x not in list',
      "ValueError: 'y' is not in list",
      'IndexError: pop from empty list',
      '[]',
    ],
    untimed: true,
    python: `
      l = [3, 1]
      l.extend([2])
      l.insert(-1, 'x')
      l.insert(99, 4)
      print(str(l), l.index(1), l.count(1), 5 in l)
      tell(l.sort)
      l.remove('x')
      l.sort()
      l.reverse()
      print(l.copy(), l.pop(), l.pop(0), len(l))
      l[-1] = 9
      del l[0]
      print(l[-1], l[1:], l[-2:-1])
      def del_item(index): del l[index]
      tell(lambda: l[2])
      tell(l.__setitem__, -3, 0)
      tell(del_item, 2)
      tell(l.pop, 2)
      tell(l.remove, 7)
      tell(l.index, 'y')
      l.clear()
      tell(l.pop)
      print(str(l))`,
  },
  {
    name: '41 what a dict has',
    program() {
      function* main(): Steps<void> {
        const d: Dict = yield* new Dict<unknown>([
          ['a', 1],
          [1, 'one'],
          [null, [2]],
        ]);
        yield* d.setItem(true, 'yes');
        yield* d.update([
          ['b', 2],
          ['a', 0],
        ]);
        yield* print(yield* d.str(), yield* d.len(), yield* d.contains('c'));
        yield* print(yield* d.keys(), yield* d.values(), (yield* d.items()).length);
        yield* print(yield* d.get('c'), yield* d.get('c', 7), yield* d.get('a', 7));
        yield* print(yield* d.pop('b'), yield* d.pop('b', 'gone'), yield* d.setdefault('a', 5));
        yield* d.delItem('a');
        yield* print(yield* d.str());
        yield* tell(d.getItem('a'));
        yield* tell(d.delItem('a'));
        yield* tell(d.pop(2.5));
        yield* d.clear();
        yield* tell(d.popitem());
        yield* tell(d.setItem(yield* new List(), 1));
        yield* tell(d.get(d));
      }
      return { main };
    },
    out: [
      "{'a': 0, 1: 'yes', None: [2], 'b': 2} 4 False",
      "['a', 1, None, 'b'] [0, 'yes', [2], 2] 4",
      'None 7 0',
      '2 gone 0',
      "{1: 'yes', None: [2]}",
      "KeyError: 'a'",
      "KeyError: 'a'",
      'KeyError: 2.5',
      "KeyError: 'popitem(): dictionary is empty'",
      "TypeError: unhashable type: 'list'",
      "TypeError: unhashable type: 'dict'",
    ],
    untimed: true,
    python: `
      d = {'a': 1, 1: 'one', None: [2]}
      d[True] = 'yes'
      d.update({'b': 2, 'a': 0})
      print(str(d), len(d), 'c' in d)
      print(list(d.keys()), list(d.values()), len(d.items()))
      print(d.get('c'), d.get('c', 7), d.get('a', 7))
      print(d.pop('b'), d.pop('b', 'gone'), d.setdefault('a', 5))
      del d['a']
      print(str(d))
      def del_item(key): del d[key]
      tell(lambda: d['a'])
      tell(del_item, 'a')
      tell(d.pop, 5 / 2)
      d.clear()
      tell(d.popitem)
      tell(d.__setitem__, [], 1)
      tell(d.get, d)`,
  },
];
