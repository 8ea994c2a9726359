import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findRepair } from './repair.ts';

const mended = (text: string) => findRepair(text)?.text ?? text;
const flawsOf = (text: string) => findRepair(text)?.found.map(({ flaw }) => flaw) ?? [];

describe('line by line', () => {
  it.each([
    // Quotes.
    ['if __name__ == ‘__main__‘:', "if __name__ == '__main__':"],
    ['print(“你好”)', 'print("你好")'],
    ['print(”hello”)', 'print("hello")'],
    ["print('hello’)", "print('hello')"],
    ['print("hello”)', 'print("hello")'],
    ['print(“it’s”)', 'print("it’s")'],
    ["print(‘it's’)", 'print("it\'s")'],
    ['x = “”', 'x = ""'],
    ['“““A doc.”””', '"""A doc."""'],
    ['print(＂x＂)', 'print("x")'],
    // Punctuation.
    ['print（“a”，“b”）', 'print("a","b")'],
    ['while True：', 'while True:'],
    ['a ＝ 【1，2】；b = 3', 'a = [1,2];b = 3'],
    ['x = a – b — c − 1', 'x = a - b - c - 1'],
    ['x = 1 ＃ 注释，', 'x = 1 # 注释，'],
    ['if a ≥ b！= c：', 'if a >= b!= c:'],
    ["f('，（“”）') # ，（“”）", "f('，（“”）') # ，（“”）"],
    ['名字 = 1', '名字 = 1'],
    // Spaces.
    ['\u00a0\u00a0'.trim() + 'x\u00a0=\u00a01', 'x = 1'],
    ["x = 'a\u00a0b'", "x = 'a\u00a0b'"],
    ['\ufeffimport\u200b time', 'import time'],
    ['for i in x:\n\u3000\u3000print(i)', 'for i in x:\n    print(i)'],
    // Python 2.
    ['print x', 'print(x)'],
    ['print', 'print()'],
    ["print 'a', b", "print('a', b)"],
    ["print 'a',", "print('a', end=' ')"],
    ["print '%s: %d' % (name, n)", "print('%s: %d' % (name, n))"],
    ["print ('%s') % x", "print(('%s') % x)"],
    ["print 'a' # why", "print('a') # why"],
    ["print 'a'; print b", "print('a'); print(b)"],
    ["if x: print 'a'", "if x: print('a')"],
    ["print >>sys.stderr, 'a', b", "print('a', b, file=sys.stderr)"],
    ["print 'a', \\\n  b", "print('a', \\\n  b)"],
    ['print -1', 'print(-1)'],
    ["print'a'", "print('a')"],
    ['print f(x)[0], {1: 2}', 'print(f(x)[0], {1: 2})'],
    ["print('a')", "print('a')"],
    ["print ('a')", "print ('a')"],
    ["print('a'), b", "print(('a'), b)"],
    ['print = log', 'print = log'],
    ['print.x', 'print.x'],
    ['x = {1: print}', 'x = {1: print}'],
    ['printer = 1', 'printer = 1'],
    ["s = 'print x'", "s = 'print x'"],
    ['# print x', '# print x'],
    ['from Queue import Queue, Empty', 'from queue import Queue, Empty'],
    ['import Queue', 'import queue as Queue'],
    ['import Queue # fifo', 'import queue as Queue # fifo'],
    ['import Queue as Q', 'import queue as Q'],
    ['import time, Queue', 'import time, queue as Queue'],
    ['import thread', 'import _thread as thread'],
    ['import threading', 'import threading'],
    ['from SocketServer import TCPServer', 'from socketserver import TCPServer'],
    ["name = raw_input('name: ')", "name = input('name: ')"],
    ['for i in xrange(3):', 'for i in range(3):'],
    ['except ValueError, e:', 'except ValueError as e:'],
    ['except (A, B), e:', 'except (A, B) as e:'],
    ['except (A, B):', 'except (A, B):'],
    ["raise ValueError, 'bad'", "raise ValueError('bad')"],
    ['if a <> b:', 'if a != b:'],
    ['x = `n`', 'x = repr(n)'],
    ['os.chmod(p, 0755)', 'os.chmod(p, 0o755)'],
    ['n = 10L', 'n = 10'],
    ['n = 0.5 + 10.05 + 0', 'n = 0.5 + 10.05 + 0'],
    ["exec 'x = 1'", "exec('x = 1')"],
    ['for k, v in d.iteritems():', 'for k, v in d.items():'],
    ['if d.has_key(k):', 'if (k in d):'],
    ['x = it.next()', 'x = next(it)'],
    ['t.setDaemon(True)', 't.daemon = True'],
    ['t.setName("a%d" % f(1))', 't.name = "a%d" % f(1)'],
    ['print t.getName()', 'print(t.name)'],
    ['while t.isAlive():', 'while t.is_alive():'],
    ['cond.notifyAll()', 'cond.notify_all()'],
    ['threading.currentThread().getName()', 'threading.current_thread().name'],
    ['currentThread()', 'current_thread()'],
    ['if event.isSet():', 'if event.is_set():'],
    ['t0 = time.clock()', 't0 = time.perf_counter()'],
  ])('%j becomes %j', (before, after) => {
    expect(mended(before)).toBe(after);
  });
});

const code = ['import time', '', 'def f(n):', '    while n:', '        n -= 1', 'f(3)'];
const numbered = (form: (line: string, n: number) => string) =>
  code.map((line, n) => form(line, n + 1)).join('\n');

/** Of more than nine lines. */
function long(form: (line: string, n: number) => string, indent = 4, comment = ''): string {
  const lines = ['import time', ...code.slice(2), 'f(4)', 'f(5)', 'f(6)', 'if x:', '    f(2)'];
  return [...lines, comment, '    f(7)']
    .filter((line) => line !== '')
    .map((line) => line.replace(/^( {4})+/, (spaces) => ' '.repeat((spaces.length / 4) * indent)))
    .map((line, n) => form(line, n + 1))
    .join('\n');
}

describe('line numbers', () => {
  const squeezed = code.join('\n');
  const filled = code.filter((line) => line !== '').join('\n');
  it.each([
    ['1 import time', numbered((line, n) => `${n} ${line}`), squeezed],
    ['1. import time', numbered((line, n) => `${n}. ${line}`), squeezed],
    ['1: import', numbered((line, n) => `${n}: ${line}`), squeezed],
    ['1| import', numbered((line, n) => `${n}| ${line}`), squeezed],
    ['001 import', numbered((line, n) => `00${n} ${line}`), squeezed],
    ['a tab', numbered((line, n) => `${n}\t${line}`), squeezed],
    ['no space', numbered((line, n) => `${n}${line}`), squeezed],
    ['a tab behind a point', long((line, n) => `${n}.\t${line}`), long((line) => line)],
    ['no space, indents of three', long((line, n) => `${n}${line}`, 3), long((line) => line, 3)],
    ['one space, indents of three', long((line, n) => `${n} ${line}`, 3), long((line) => line, 3)],
    [
      'one space, a comment out of place',
      long((line, n) => `${n} ${line}`, 4, ' # so'),
      long((line) => line, 4, ' # so'),
    ],
    ['padded', numbered((line, n) => `${String(n + 6).padStart(2)} ${line}`), squeezed],
    ['padded behind', numbered((line, n) => `${String(n + 6).padEnd(3)}${line}`), squeezed],
    ['two digits behind one space', numbered((line, n) => `${n + 6} ${line}`), squeezed],
    ['a block before', `${[1, 2, 3, 4, 5, 6].join('\n')}\n${squeezed}`, squeezed],
    ['a block behind', `${squeezed}\n${[1, 2, 3, 4, 5, 6].join('\n')}`, squeezed],
    [
      'between',
      code.flatMap((line, n) => (line === '' ? [String(n + 1)] : [String(n + 1), line])).join('\n'),
      filled,
    ],
    ['no-break', numbered((line, n) => `${n}\u00a0${line.replaceAll(' ', '\u00a0')}`), squeezed],
  ])('%s', (_name, before, after) => {
    expect(flawsOf(before)).toContain('numbers');
    expect(mended(before)).toBe(after);
  });

  it('are not data of a program', () => {
    for (const text of [
      'x = [\n1,\n2,\n3,\n]',
      '1\n2',
      '1\n2\n3\n4',
      "d = '''\n1 a\n2 b\n3 c\n'''",
      '3 + 4\n5 + 6\n7 + 8',
    ])
      expect(flawsOf(text), text).not.toContain('numbers');
  });
});

it('generators of asyncio become coroutines, and a loop is made', () => {
  const before = [
    'import asyncio',
    '@asyncio.coroutine',
    'def hello():',
    "    print('yield from') # yield from",
    '',
    '    x = yield from asyncio.sleep(1)',
    'def plain():',
    '    yield from (1, 2)',
    'loop = asyncio.get_event_loop()',
    'loop.run_until_complete(hello())',
  ];
  const after = [
    'import asyncio',
    '',
    'async def hello():',
    "    print('yield from') # yield from",
    '',
    '    x = await asyncio.sleep(1)',
    'def plain():',
    '    yield from (1, 2)',
    'loop = asyncio.new_event_loop()',
    'loop.run_until_complete(hello())',
  ];
  expect(mended(before.join('\n')).split('\n')).toEqual(after);
});

it('prompts go with what was printed', () => {
  expect(mended('>>> x = 1\n>>> if x:\n...     print(x)\n...\n1\n>>> x\n1')).toBe(
    'x = 1\nif x:\n    print(x)\n\nx',
  );
});

it.each([
  [
    'a footer',
    `x = 1

————————————————
版权声明：本文为某博主的原创文章，转载请附上原文出处链接及本声明。
原文链接：https://blog.example/article/1
`,
    'x = 1\n\n',
  ],
  [
    'a header',
    `作者：某人
链接：https://zhuanlan.example/p/1
来源：某站
著作权归作者所有。商业转载请联系作者获得授权，非商业转载请注明出处。

x = 1`,
    '\nx = 1',
  ],
  ['a button', 'View Code\nx = 1', 'x = 1'],
  ['a button in the line', 'python复制代码import time\nx = 1', 'import time\nx = 1'],
  ['a button before numbers', '复制代码\n1 x\n2 y\n3 z', 'x\ny\nz'],
])('what a site adds: %s', (_name, before, after) => {
  expect(flawsOf(before)).toContain('site');
  expect(mended(before)).toBe(after);
});

it('a program may speak of sites', () => {
  for (const text of [
    "s = '''\n版权声明：x\n'''",
    '# 版权声明：x',
    'print(1)\n----------\nx',
    'python\nx',
  ])
    expect(flawsOf(text), text).not.toContain('site');
});

it('tabs among spaces become spaces, by the width that fits', () => {
  expect(mended('if a:\n    x\n\ty')).toBe('if a:\n    x\n    y');
  expect(mended('if a:\n    if b:\n\tx\n    y')).toBe('if a:\n    if b:\n        x\n    y');
  expect(mended('if a:\n\tx\n\ty')).toBe('if a:\n\tx\n\ty');
});

it('a piece out of the middle moves to the left', () => {
  expect(mended('    x = 1\n\n    if x:\n        y')).toBe('x = 1\n\nif x:\n    y');
});

it('says what it would change, line by line', () => {
  expect(findRepair('1 print “a”\n2 x = 1\n3 # ，\n')).toEqual({
    text: 'print("a")\nx = 1\n# ，',
    found: [
      { flaw: 'numbers', lines: 3 },
      { flaw: 'quotes', lines: 1 },
      { flaw: 'python2', lines: 1 },
    ],
    changes: [
      { line: 1, before: '1 print “a”', after: 'print("a")' },
      { line: 2, before: '2 x = 1', after: 'x = 1' },
      { line: 3, before: '3 # ，', after: '# ，' },
    ],
  });
});

it('is done once: what was mended needs nothing', () => {
  for (const text of [
    'print “a”，',
    '1 x\n2 y\n3 z',
    'import Queue\nprint raw_input()',
    'x = 0755',
  ])
    expect(findRepair(mended(text)), text).toBeUndefined();
});

it('finds nothing to mend in programs that are right', () => {
  const folders = ['../../../engines/lab/tutorials/', '../examples/'];
  const scenarios = new URL('../../../scenarios/', import.meta.url);
  const files = folders.flatMap((folder) => {
    const place = new URL(folder, import.meta.url);
    return readdirSync(place)
      .filter((name) => name.endsWith('.py'))
      .map((name) => new URL(name, place));
  });
  for (const id of readdirSync(scenarios, { withFileTypes: true }))
    if (id.isDirectory()) files.push(new URL(`${id.name}/listing.py`, scenarios));
  let count = 0;
  for (const file of files) {
    let text: string;
    try {
      text = readFileSync(file, 'utf8');
    } catch {
      continue;
    }
    count += 1;
    expect(findRepair(text)?.changes ?? [], file.pathname).toEqual([]);
  }
  expect(count).toBeGreaterThan(100);
});
