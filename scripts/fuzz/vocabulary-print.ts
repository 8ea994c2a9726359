/** Printed values and their forms. The list is printed too. */
import { both, call } from './call.ts';
import type { ThingKind } from './vocabulary.ts';

/** Keyword arguments of print(), in both languages. */
const WAYS = [
  ["sep='-'", "sep: '-'"],
  ["sep=''", "sep: ''"],
  ["sep='\\n'", "sep: '\\n'"],
  ["end=''", "end: ''"],
  ["end=' '", "end: ' '"],
  ["end='.\\n.'", "end: '.\\n.'"],
  ["end='', flush=True", "end: '', flush: true"],
  ["sep=', ', end=''", "sep: ', ', end: ''"],
] as const;

/** Literals that differ between the languages. */
const VALUES = [
  ['None', 'null'],
  ['True', 'true'],
  ['5.0', 'builtins.float(5)'],
  ['-0.0', '-0'],
  ["float('inf')", 'Infinity'],
  ["-float('inf')", '-Infinity'],
  ["float('nan')", 'NaN'],
  ['2 ** 70', '2n ** 70n'],
  ['()', 'builtins.tuple()'],
  ['(1,)', 'builtins.tuple(1)'],
  ["(1, ('a', [2.5]))", "builtins.tuple(1, builtins.tuple('a', [2.5]))"],
  ["{2: 'b', '2': None, 1.5: 3}", "new Map([[2, 'b'], ['2', null], [1.5, 3]])"],
  ['{7}', 'new Set([7])'],
  ["b'h\\x00\\xc8\\n'", 'Uint8Array.from([104, 0, 200, 10])'],
  ["ValueError('no', )", "new PyError('ValueError', 'no')"],
  ['KeyError("it\'s")', "new PyError('KeyError', repr(\"it's\"))"],
  ["[ValueError(), 'x']", "[new PyError('ValueError'), 'x']"],
] as const;

const ways = WAYS.flatMap(([py, js]) => [
  both(`print(#, ${py})`, `builtins.printWith({ ${js} }, #)`, 'P', 'S', 'P'),
  both(`print($, ${py})`, `builtins.printWith({ ${js} }, $)`),
  both(`print(${py})`, `builtins.printWith({ ${js} })`),
]);
const values = VALUES.flatMap(([py, js]) => [
  both(`print(${py})`, `print(${js})`),
  both(`print([${py}], 'x', end='')`, `builtins.printWith({ end: '' }, [${js}], 'x')`),
  both(`repr(${py})`, `repr(${js})`),
  both(`str(${py})`, `builtins.str(${js})`),
]);

/** For calls on no object: the list exists, so the call is made. */
const free = (calls: readonly ReturnType<typeof both>[]) =>
  calls.map(({ py, js, args }) =>
    js.includes('$') ? { py, js, args } : { py: `($, ${py})[1]`, js: `($, ${js})`, args },
  );

export const printThings = {
  printed: {
    make: { py: 'list(#)', js: 'new builtins.List(#)' },
    calls: free([
      ...ways,
      ...ways,
      ...values,
      ...Array.from({ length: 4 }, () => [
        both('print(#)', 'print(#)', 'P', 'P'),
        both('repr(#)', 'repr(#)', 'P'),
        both('str(#)', 'builtins.str(#)', 'P'),
        both('sys.stdout.write(#)', 'sys.stdout.write(#)', 'S'),
        both('sys.stdout.flush()', 'sys.stdout.flush()'),
        both('$.append(#)', '$.append(#)', 'P'),
        both('repr($)', '$.str()'),
      ]).flat(),
    ]).concat(call('clear')),
  },
} satisfies Readonly<Record<string, ThingKind>>;
