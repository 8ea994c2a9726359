import { describe, expect, it } from 'vitest';
import { readListing, tellSteps } from './vite-scenarios.ts';

/** The program's own lines after the transformation, without the import added at the end. */
const told = (code: string) =>
  tellSteps(code, '/src/scenarios/x/program.ts').toString().split('\nimport { at')[0];

const inMain = (line: string) => `function* main() {\n  ${line}\n}`;

describe('every step says where it is', () => {
  it.each([
    [
      'a bare step',
      'yield* lock.acquire();',
      "yield* (_at.line = 2, _at.name = '', lock.acquire());",
    ],
    [
      'a declaration names its result',
      'const lock = yield* new Lock();',
      "const lock = yield* (_at.line = 2, _at.name = 'lock', new Lock());",
    ],
    [
      'through a cast',
      'const item = (yield* queue.get()) as string;',
      "const item = (yield* (_at.line = 2, _at.name = 'item', queue.get())) as string;",
    ],
    [
      'either of two values has the name',
      'const lock = fair ? yield* new Lock() : other;',
      "const lock = fair ? yield* (_at.line = 2, _at.name = 'lock', new Lock()) : other;",
    ],
    [
      'a condition has none',
      'const sign = (yield* go.isSet()) ? 1 : 2;',
      "const sign = (yield* (_at.line = 2, _at.name = '', go.isSet())) ? 1 : 2;",
    ],
    [
      'a property names its value',
      'return { left: yield* new Lock() };',
      "return { left: yield* (_at.line = 2, _at.name = 'left', new Lock()) };",
    ],
    [
      'a list names its items',
      'forks.push(yield* new Lock());',
      'forks.push(yield* (_at.line = 2, _at.name = `forks[${forks.length}]`, new Lock()));',
    ],
    [
      'a part of a value has no name',
      'const next = (yield* number.get()) + 1;',
      "const next = (yield* (_at.line = 2, _at.name = '', number.get())) + 1;",
    ],
    [
      'an assignment later has no name',
      'lock = yield* new Lock();',
      "lock = yield* (_at.line = 2, _at.name = '', new Lock());",
    ],
    [
      'a pattern has no name',
      'const [a, b] = yield* pipe();',
      "const [a, b] = yield* (_at.line = 2, _at.name = '', pipe());",
    ],
    [
      'steps in the arguments come first',
      'yield* print(yield* queue.get());',
      "yield* _here(print(yield* (_at.line = 2, _at.name = '', queue.get())), 2, '');",
    ],
  ])('%s', (_, before, after) => {
    expect(told(inMain(before))).toBe(inMain(after));
  });

  it('keeps every line where it is, whatever the text holds', () => {
    const code = inMain("const sign = '漢字 😀';\n  /* yield* nothing() */\n  yield* print(sign);");
    expect(told(code)).toBe(
      code.replace('print(sign)', "(_at.line = 4, _at.name = '', print(sign))"),
    );
  });

  it('tells a program that does not parse', () => {
    expect(() => told('function* main() {')).toThrow(SyntaxError);
  });
});

describe('a listing', () => {
  const shown = (source: string, language: 'python' | 'typescript' = 'python') =>
    readListing(source, language).lines.map((line) => line.map(([text]) => text).join(''));

  it('takes marks and params out of the text and tells their lines', () => {
    const source = [
      'CARS = 5  # param: cars',
      '',
      'go.set()  # [set]',
      'with lock:  # [acquire] [release]',
      '    go.set()  # [set]',
      '# a comment stays [as it is]',
      '',
    ].join('\n');
    const listing = readListing(source, 'python');
    expect(listing.marks).toEqual({ set: [3, 5], acquire: [4], release: [4] });
    expect(listing.params).toEqual({ cars: 1 });
    expect(shown(source)).toEqual([
      'CARS = 5',
      '',
      'go.set()',
      'with lock:',
      '    go.set()',
      '# a comment stays [as it is]',
    ]);
  });

  it('takes them out of TypeScript too, before an opening brace as well', () => {
    const source = 'yield* go.set(); // [set]\nif (yield* go.isSet() /* [look] */) {}';
    expect(readListing(source, 'typescript').marks).toEqual({ set: [1], look: [2] });
    expect(shown(source, 'typescript')).toEqual(['yield* go.set();', 'if (yield* go.isSet()) {}']);
  });

  it('colours Python', () => {
    expect(readListing("def run(n):  # [run]\n    return None or f'{n}'", 'python').lines).toEqual([
      [
        ['def', 'keyword'],
        [' ', ''],
        ['run', 'function'],
        ['(n):', ''],
      ],
      [
        ['    ', ''],
        ['return', 'keyword'],
        [' ', ''],
        ['None', 'constant'],
        [' ', ''],
        ['or', 'keyword'],
        [' ', ''],
        ["f'", 'string'],
        ['{n}', ''],
        ["'", 'string'],
      ],
    ]);
  });

  it('colours TypeScript', () => {
    expect(
      readListing('const go: Event = yield* new Event(1); // one', 'typescript').lines,
    ).toEqual([
      [
        ['const', 'keyword'],
        [' go: ', ''],
        ['Event', 'type'],
        [' = ', ''],
        ['yield*', 'keyword'],
        [' ', ''],
        ['new', 'keyword'],
        [' ', ''],
        ['Event', 'type'],
        ['(', ''],
        ['1', 'number'],
        ['); ', ''],
        ['// one', 'comment'],
      ],
    ]);
  });

  it('keeps a string that spans lines', () => {
    expect(readListing('"""One.\n\nTwo."""', 'python').lines).toEqual([
      [['"""One.', 'string']],
      [],
      [['Two."""', 'string']],
    ]);
  });
});
