/** Numbers, texts and containers: printed, sent and compared. Cases 94, 102 and 178. */
import { Dict, float, List, print, repr, str, tuple, Variable } from '../program/builtins.ts';
import { Array as SharedArray, Value } from '../program/multiprocessing.ts';
import { PriorityQueue, Queue } from '../program/queue.ts';
import type { Steps } from '../program/steps.ts';
import { Thread } from '../program/threading.ts';
import { PyError } from '../kernel/errors.ts';
import { type Row, spawn, tell } from './row.ts';

/** One of each type, in the program and in Python. */
const VALUES: readonly (readonly [unknown, string])[] = [
  [5, '5'],
  [float(5), "float('5')"],
  [float(0), "float('0')"],
  [-0, "float('-0.0')"],
  [0.1, "float('0.1')"],
  [1e16, "float('1e16')"],
  [float(1e15), "float('1e15')"],
  [1e-5, "float('1e-5')"],
  [0.0001, "float('0.0001')"],
  [123456789.125, "float('123456789.125')"],
  [Infinity, "float('inf')"],
  [-Infinity, "float('-inf')"],
  [NaN, "float('nan')"],
  [5e-324, "float('5e-324')"],
  [1.7976931348623157e308, "float('1.7976931348623157e308')"],
  [2 ** 40, '2 ** 40'],
  [2n ** 64n, '2 ** 64'],
  [-(2 ** 31), '-2 ** 31'],
  [true, 'True'],
  [null, 'None'],
  ['', "''"],
  ["it's", '"it\'s"'],
  ['"', "'\"'"],
  ['\'"', "'\\'\"'"],
  ['a\\b\n\r\t\0\x1b\x7f', "'a\\\\b\\n\\r\\t\\0\\x1b\\x7f'"],
  ['\xa0\xad\u2028\u2029\u200b\ufeff\u3000é', "'\\xa0\\xad\\u2028\\u2029\\u200b\\ufeff\\u3000é'"],
  ['\ud800 \u{1f600} \u{e0001}', "'\\ud800 \\U0001f600 \\U000e0001'"],
  [[1, [2, 'x'], []], "[1, [2, 'x'], []]"],
  [tuple(), '()'],
  [tuple(1), '(1,)'],
  [tuple(1, tuple('a', [2])), "(1, ('a', [2]))"],
  [{ b: 1, a: float(2) }, "{'b': 1, 'a': float('2')}"],
  [
    new Map<unknown, unknown>([
      [2, 'b'],
      [1, 'a'],
      ['1', tuple(1, 2)],
    ]),
    "{2: 'b', 1: 'a', '1': (1, 2)}",
  ],
  [new Set(), 'set()'],
  [new Set([7]), '{7}'],
  [Uint8Array.from([104, 39, 0, 10, 200]), 'b"h\'\\x00\\n\\xc8"'],
  [new PyError('ValueError', 'no'), "ValueError('no')"],
  [new PyError('KeyError', "'k'"), "KeyError('k')"],
  [new PyError('EOFError'), 'EOFError()'],
  [new PyError('OSError', '[Errno 9] Bad file descriptor'), "OSError(9, 'Bad file descriptor')"],
];

const PY_VALUES = `[${VALUES.map(([, python]) => python).join(', ')}]`;

const REPRS = VALUES.map(([value]) => repr(value));

/** Numbers of every type, for comparisons. */
const NUMBERS = [
  [0, '0'],
  [-0, "float('-0.0')"],
  [1, '1'],
  [float(1), "float('1')"],
  [true, 'True'],
  [1.5, "float('1.5')"],
  [Infinity, "float('inf')"],
  [NaN, "float('nan')"],
  [2n ** 60n, '2 ** 60'],
  [2 ** 60, 'float(2 ** 60)'],
] as const;

function* echo(values: readonly unknown[], out: Queue): Steps<void> {
  for (const value of values) yield* out.put(value);
}

export const valueRows: readonly Row[] = [
  {
    name: '178 repr of every kind of value',
    program() {
      function* main(): Steps<void> {
        for (const [value] of VALUES) yield* print(repr(value));
      }
      return { main };
    },
    out: REPRS,
    untimed: true,
    python: `
      for value in ${PY_VALUES}: print(repr(value))`,
  },
  {
    name: '178 str of every kind of value',
    program() {
      function* main(): Steps<void> {
        yield* print(
          ...VALUES.filter(([value]) => !isUnprintable(value)).map(([value]) => str(value)),
        );
      }
      return { main };
    },
    out: VALUES.filter(([value]) => !isUnprintable(value))
      .map(([value]) => str(value))
      .join(' ')
      .split('\n'),
    untimed: true,
    python: `
      print(*[str(value) for value in ${PY_VALUES} if not (isinstance(value, str) and chr(0xd800) in value)])`,
  },
  {
    name: '102 every kind of value travels as argument, item and variable',
    program() {
      function* main(): Steps<void> {
        const out = yield* new Queue();
        const last = yield* new Variable<unknown>(0);
        const all = yield* new List();
        const values = VALUES.map(([value]) => value);
        yield* (yield* spawn(echo, values, out)).join();
        for (const _ of values) {
          const item = yield* out.get();
          yield* last.set(item);
          yield* all.append(yield* last.get());
          yield* print(repr(yield* last.get()));
        }
        yield* print((yield* all.str()) === repr(values));
      }
      return { main, echo };
    },
    out: [...REPRS, 'True'],
    untimed: true,
    python: `
      values = ${PY_VALUES}
      def echo(values, out):
          for value in values: out.put(value)
      out = Queue()
      spawn(echo, values, out).join()
      for _ in values: print(repr(out.get()))
      print(True)`,
  },
  {
    name: '178 numbers compare whatever their type',
    program() {
      function* main(): Steps<void> {
        for (const [a] of NUMBERS) {
          const row = yield* new List<unknown>(NUMBERS.map(([b]) => b));
          yield* print(repr(a), yield* row.count(a));
        }
        const q = yield* new PriorityQueue();
        for (const [a] of NUMBERS) if (!Number.isNaN(a)) yield* q.put(a);
        const order = [];
        while (!(yield* q.empty())) order.push(yield* q.get());
        yield* print(order.map((n) => Number(n)));
      }
      return { main };
    },
    out: [
      '0 2',
      '-0.0 2',
      '1 3',
      '1.0 3',
      'True 3',
      '1.5 1',
      'inf 1',
      'nan 0',
      '1152921504606846976 2',
      '1.152921504606847e+18 2',
      '[0, -0.0, 1, 1, 1, 1.5, 1.152921504606847e+18, 1.152921504606847e+18, inf]',
    ],
    untimed: true,
    python: `
      numbers = [${NUMBERS.map(([, python]) => python).join(', ')}]
      for a in numbers: print(repr(a), sum(a == b for b in numbers))
      q = PriorityQueue()
      for a in numbers:
          if a == a: q.put(a)
      order = []
      while not q.empty(): order.append(q.get())
      print([{True: 1, 1: 1}.get(n, n) if n == 1 else float(n) if n > 2 else n for n in order])`,
  },
  {
    name: '178 tuples, lists and sets are different things',
    program() {
      function* main(): Steps<void> {
        const all = yield* new List<unknown>([tuple(1, 2), [1, 2], new Set([1, 2]), { a: 1 }]);
        yield* print(yield* all.index([1, 2]), yield* all.index(tuple(1, 2)));
        yield* print(yield* all.count(new Set([2, 1])), yield* all.count(new Map([['a', 1]])));
        const q = yield* new PriorityQueue();
        yield* q.put(tuple(1, 'x'));
        yield* tell(q.put([1, 'x']));
        yield* tell(q.put(1.5));
        yield* tell(q.put(null));
      }
      return { main };
    },
    out: [
      '1 0',
      '1 1',
      "TypeError: '<' not supported between instances of 'list' and 'tuple'",
      "TypeError: '<' not supported between instances of 'float' and 'tuple'",
      "TypeError: '<' not supported between instances of 'NoneType' and 'list'",
    ],
    untimed: true,
    python: `
      all = [(1, 2), [1, 2], {1, 2}, {'a': 1}]
      print(all.index([1, 2]), all.index((1, 2)))
      print(all.count({2, 1}), all.count({'a': 1}))
      q = PriorityQueue()
      q.put((1, 'x'))
      tell(q.put, [1, 'x'])
      tell(q.put, float('1.5'))
      tell(q.put, None)`,
  },
  {
    name: '178 keys keep their order and their type',
    program() {
      function* main(): Steps<void> {
        const d = yield* new Dict(
          new Map<unknown, unknown>([
            ['10', 'a'],
            ['9', 'b'],
            [2, 'c'],
          ]),
        );
        yield* d.setItem(1, 'd');
        yield* d.setItem('1', 'e');
        yield* d.setItem(float(2), 'f');
        yield* d.setItem(true, 'g');
        yield* d.setItem(tuple(1, 2), 'h');
        yield* d.setItem(null, 'i');
        yield* d.setItem(1.5, 'j');
        yield* print(yield* d.str());
        yield* print(yield* d.keys(), yield* d.contains(tuple(1, float(2))));
        yield* tell(d.getItem(tuple('x')));
        yield* tell(d.setItem(new Set([1]), 0));
        yield* tell(d.setItem(new Map(), 0));
        yield* tell(d.pop('none'));
        yield* d.delItem(1);
        yield* d.setItem(1, 'again');
        yield* print((yield* d.items()).slice(-2));
      }
      return { main };
    },
    out: [
      "{'10': 'a', '9': 'b', 2: 'f', 1: 'g', '1': 'e', (1, 2): 'h', None: 'i', 1.5: 'j'}",
      "['10', '9', 2, 1, '1', (1, 2), None, 1.5] True",
      "KeyError: ('x',)",
      "TypeError: unhashable type: 'set'",
      "TypeError: unhashable type: 'dict'",
      "KeyError: 'none'",
      "[(1.5, 'j'), (1, 'again')]",
    ],
    untimed: true,
    python: `
      d = {'10': 'a', '9': 'b', 2: 'c'}
      d[1] = 'd'
      d['1'] = 'e'
      d[float('2')] = 'f'
      d[True] = 'g'
      d[1, 2] = 'h'
      d[None] = 'i'
      d[float('1.5')] = 'j'
      print(d)
      print(list(d.keys()), (1, float('2')) in d)
      tell(lambda: d['x',])
      tell(d.setdefault, {1}, 0)
      tell(d.setdefault, {}, 0)
      tell(d.pop, 'none')
      del d[1]
      d[1] = 'again'
      print(list(d.items())[-2:])`,
  },
  {
    name: '22 inf and nan as arguments and limits',
    program() {
      function* f(limit: number, none: number, ...rest: readonly unknown[]): Steps<void> {
        yield* print(limit, none, tuple(...rest), limit > 1e300, none === none);
      }
      function* main(): Steps<void> {
        const t = yield* new Thread({ target: f, args: [Infinity, NaN, [-Infinity], -0] });
        yield* t.start();
        yield* t.join();
      }
      return { main, f };
    },
    out: ['inf nan ([-inf], -0.0) True False'],
    untimed: true,
    python: `
      def f(limit, none, *rest): print(limit, none, rest, limit > float('1e300'), none == none)
      spawn(f, float('inf'), float('nan'), [float('-inf')], float('-0.0')).join()`,
  },
  {
    name: '145 inf, nan and numbers beyond 2**53 in a Value and an Array',
    program() {
      function* main(): Steps<void> {
        for (const value of [Infinity, -Infinity, NaN, 0.5, 1e16]) {
          yield* print(yield* (yield* new Value('d', value)).get());
        }
        const whole = yield* new Value('q', 2n ** 63n - 1n);
        yield* print(yield* whole.get());
        yield* whole.set(BigInt(yield* whole.get()) + 1n);
        yield* print(yield* whole.get());
        yield* print(yield* (yield* new Value('Q', -1)).get());
        const all = yield* new SharedArray('d', [0.5, NaN]);
        yield* all.set(0, Infinity);
        yield* print(yield* all.slice());
        yield* tell(new Value('i', float(1)) as Iterable<unknown> as Steps<Value>);
        yield* tell(all.set(0, tuple(1) as unknown as number));
      }
      return { main };
    },
    out: [
      'inf',
      '-inf',
      'nan',
      '0.5',
      '1e+16',
      '9223372036854775807',
      '-9223372036854775808',
      '18446744073709551615',
      '[inf, nan]',
      "TypeError: 'float' object cannot be interpreted as an integer",
      'TypeError: must be real number, not tuple',
    ],
    python: `
      from multiprocessing import Value, Array
      for value in float('inf'), float('-inf'), float('nan'), 1 / 2, float('1e16'): print(Value('d', value).value)
      whole = Value('q', 2 ** 63 - 1)
      print(whole.value)
      whole.value += 1
      print(whole.value)
      print(Value('Q', -1).value)
      all = Array('d', [1 / 2, float('nan')])
      all[0] = float('inf')
      print(all[:])
      tell(Value, 'i', float('1'))
      tell(all.__setitem__, 0, (1,))`,
  },
];

/** print() of a lone surrogate raises. */
function isUnprintable(value: unknown): boolean {
  return typeof value === 'string' && value.includes('\ud800');
}
