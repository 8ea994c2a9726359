/** Each kind of finding on the smallest trace that has it, and on similar traces that must not have it. */
import { describe, expect, test } from 'vitest';
import { traceOf } from '../trace/trace-notation.ts';
import { Names } from '../views/names.ts';
import { Diagnosis } from './diagnosis.ts';
import { findingsOf } from './findings-of.ts';
import { say } from './say.ts';
import en from './texts/en.json';

const two = `
  process P
  thread main in P
  0 main runs
  thread a in P
  thread b in P
  0 main start a @sa
  0 main start b @sb
  0 a runs <sa
  0 b runs <sb
`;

function find(text: string, start = two): string[] {
  const trace = traceOf(start + text);
  return findingsOf(trace).map((one) => {
    const [first] = one.cases.at(-1)!.says;
    return `${one.kind}: ${say(trace, first!, { names: new Names(trace), language: 'en', texts: en })}`;
  });
}

const kindsIn = (text: string): string[] => find(text).map((line) => line.split(':')[0]!);

const opposite = (gate: string, apart = '') => `
  lock x in P
  lock y in P
  lock g in P
  ${gate.replaceAll('WHO', 'a')}
  1 a acquire x
  1 a acquire y :7
  1 a release y = 0
  1 a release x = 0
  ${gate.replaceAll('WHO', 'a').replaceAll('acquire', 'release').replaceAll('g', 'g = 0')}
  ${apart}
  ${gate.replaceAll('WHO', 'b')}
  2 b acquire y
  2 b acquire x :9
  2 b release x = 0
  2 b release y = 0
  ${gate.replaceAll('WHO', 'b').replaceAll('acquire', 'release').replaceAll('g', 'g = 0')}
`;

describe('deadlock', () => {
  test('what a recording shows to go on was not stuck, whoever helped', () => {
    const waiting = `
      queue q in P
      1 a waits get q
      1 b ends
      2 main waits join a
    `;
    expect(kindsIn(waiting)).toEqual(['stuck']);
    expect(kindsIn(`${waiting}\n 9 a get q = 0 "'unseen'"`)).toEqual([]);
  });
  const cross = `
    lock x in P
    lock y in P
    1 a acquire x :3
    1 b acquire y :5
    2 a waits acquire y for b
    3 b waits acquire x for a LIMIT
  `;
  test('a circle, the moment it closes, though main goes on', () => {
    expect(find(cross.replace('LIMIT', ''))).toEqual([
      'deadlock: Deadlock: 2 threads wait for each other in a circle, since 3 ms',
    ]);
  });
  test('a time limit breaks it', () => {
    expect(kindsIn(cross.replace('LIMIT', 'limit 50'))).toEqual([]);
  });
  test('three in a circle of joins and locks', () => {
    expect(
      kindsIn(`
        lock x in P
        1 a acquire x
        1 main waits join a
        1 b waits acquire x for a
        2 a waits join b
      `),
    ).toEqual(['deadlock']);
  });
  test('a lock that is taken for a group belongs to nobody', () => {
    expect(
      kindsIn(`
        lock counter in P
        lock room in P
        lock door in P
        1 a acquire counter
        1 a acquire room
        1 a release counter = 0
        2 b acquire door
        2 b waits acquire room for a
        3 a waits acquire door for b
      `),
    ).toEqual([]);
  });
});

describe('stuck', () => {
  test('nobody is left to set the flag: two wait, the one who could has ended', () => {
    expect(
      find(`
        event go in P
        1 a waits wait go
        1 main waits join a
        2 b ends
      `),
    ).toEqual(['stuck: 2 threads wait for ever: nobody is left who could end their waits']);
  });
  test('somebody is left', () => {
    expect(
      kindsIn(`
        event go in P
        1 a waits wait go
        1 main waits join a
        1 b waits sleep limit 50
      `),
    ).toEqual([]);
  });
  test('what an end wakes is not stuck', () => {
    expect(
      kindsIn(`
        1 main waits join a
        1 b ends
        2 a ends @e
        2 a wakes main <e
        2 main join a <e
        2 main ends
        2 main exits 0
      `),
    ).toEqual([]);
  });
  test('of another process, nobody can reach what is in this memory', () => {
    expect(
      kindsIn(`
        process Q parent P
        thread q in Q
        1 main start q @sq
        1 q runs <sq
        event go in Q
        2 q waits wait go
      `),
    ).toEqual(['stuck']);
  });
  test('a notify before the wait', () => {
    expect(
      find(`
        condition c in P
        1 b notify c @n
        1 b ends
        2 a waits wait c
        2 main waits join a
      `),
    ).toEqual(['missed-notify: 2 threads wait for ever: nobody is left who could end their waits']);
  });
});

describe('a notify that nobody heard', () => {
  const late = (between: string, limit = 'limit 50') => `
    condition c in P
    lock m in P
    variable ready in P
    1 b acquire c
    1 b write ready = 1
    1 b notify c
    1 b release c = 0
    2 a acquire c
    ${between}
    3 a waits wait c ${limit}
  `;
  const vain = '53 a fails wait c';
  test('a wait that came too late for it, and its timeout', () => {
    expect(find(late('') + vain)).toEqual([
      'unheard-notify: a waited 50 ms on c in vain, until its timeout at 53 ms',
    ]);
  });
  test.each([
    ['it looked before it waited', late('2 a read ready = 1') + vain],
    ['it was notified in time', `${late('')}\n 9 b notify c @n\n 9 b wakes a c <n\n 10 a wait c`],
    ['another call came in time', `${late('')}\n 9 b notify c\n ${vain}`],
    ['somebody else had the lock since', late('2 a release c = 0\n 2 a acquire c') + vain],
    [
      'it polls: nobody has called at all',
      `condition c in P\n 3 a waits wait c limit 50\n ${vain}`,
    ],
  ])('none: %s', (_why, text) => {
    expect(kindsIn(text).filter((kind) => kind !== 'unordered-read')).toEqual([]);
  });
});

describe('lock order', () => {
  test('opposite', () => {
    expect(find(opposite(''))).toEqual([
      'lock-order: 2 locks are taken in opposite orders: another run can end in a deadlock',
    ]);
  });
  test('a gate keeps them apart', () => {
    expect(kindsIn(opposite('1 WHO acquire g'))).toEqual([]);
  });
  test('one thread alone cannot meet itself', () => {
    expect(kindsIn(opposite('').replace(/ b (acquire|release)/g, ' a $1'))).toEqual([]);
  });
  test('a message orders them in every run', () => {
    const queue = 'queue q in P';
    const apart = `1 a put q = 1 @p\n 2 b get q = 0 <p`;
    expect(kindsIn(`${queue}\n${opposite('', apart)}`)).toEqual([]);
  });
  test('a place that tries and has failed never waits for ever', () => {
    expect(kindsIn(`${opposite('')}\n 3 a fails acquire y :7`)).toEqual(['lock-order']);
    expect(
      kindsIn(opposite('', '1 a acquire x\n 1 a fails acquire y :7\n 1 a release x = 0')),
    ).toEqual([]);
  });
});

describe('races', () => {
  test('two writers, nothing between', () => {
    expect(kindsIn('variable n in P\n 1 a write n = 1 \n 2 b write n = 2')).toEqual(['race']);
  });
  test('one writer: an old value may be seen', () => {
    expect(kindsIn('variable n in P\n 1 a write n = 1 \n 2 b read n = 1')).toEqual([
      'unordered-read',
    ]);
  });
  test.each([
    ['a lock', 'lock m in P', '1 a acquire m', '1 a release m = 0', '2 b acquire m'],
    ['a queue', 'queue q in P', '', '1 a put q = 1 @p', '2 b get q = 0 <p'],
    ['an event', 'event go in P', '', '1 a set go = 1', '2 b wait go = 1'],
    ['a semaphore', 'semaphore s in P', '', '1 a release s = 1', '2 b acquire s = 0'],
    ['waking', 'condition c in P', '', '1 a wakes b c', '2 b wait c'],
    ['a join', '', '', '1 a ends', '2 b join a'],
  ])('%s orders them', (_name, object, first, give, take) => {
    const text = `${object}\n variable n in P\n ${first}\n 1 a write n = 1\n ${give}\n ${take}\n 3 b write n = 2`;
    expect(kindsIn(text)).toEqual([]);
  });
  test('a start orders the starter before the started, not after it', () => {
    const begin = 'process P\n thread main in P\n 0 main runs\n thread a in P\n variable n in P\n';
    const started = '1 main start a @s\n 1 a runs <s\n 2 a write n = 2';
    expect(find(`1 main write n = 1\n ${started}`, begin)).toEqual([]);
    expect(find(`${started}\n 3 main write n = 1`, begin)).toHaveLength(1);
  });
});

describe('lost updates', () => {
  const crossing =
    'variable n in P\n 1 a read n = 0\n 1 b read n = 0\n 2 a write n = 1\n 3 b write n = 1 :8';
  test('the crossing of two reads and writes', () => {
    expect(find(crossing)).toEqual([
      'lost-update: b wrote 1 to n at 3 ms (line 8) over the 1 of a: that update is lost',
    ]);
  });
  test('each under the lock, whole', () => {
    expect(
      kindsIn(`
        variable n in P
        lock m in P
        1 a acquire m
        1 a read n = 0
        1 a write n = 1
        1 a release m = 0
        2 b acquire m
        2 b read n = 1
        2 b write n = 2
        2 b release m = 0
      `),
    ).toEqual([]);
  });
  test('the lock given back between read and write', () => {
    const under = (who: string, what: string) =>
      `1 ${who} acquire m\n 1 ${who} ${what}\n 1 ${who} release m = 0\n`;
    const steps = [
      under('a', 'read n = 0'),
      under('b', 'read n = 0'),
      under('a', 'write n = 1'),
      under('b', 'write n = 1'),
    ];
    expect(kindsIn(`variable n in P\n lock m in P\n ${steps.join('')}`)).toEqual(['lost-update']);
  });
  test('an assignment without a read replaces on purpose', () => {
    expect(kindsIn('variable n in P\n 2 a write n = 1\n 3 b write n = 1')).toEqual(['race']);
  });
  test('a dict, by key', () => {
    const text = `
      dict d in P
      1 a read d = 0 "{}"
      1 b read d = 0 "{}"
      2 a write d = 1 "{'x': 1}"
      3 b write d = 1 "{'x': 2}"
    `;
    expect(find(text)).toEqual([
      "lost-update: b wrote 2 to d['x'] at 3 ms over the 1 of a: that update is lost",
    ]);
    expect(kindsIn(text.replace("{'x': 2}", "{'x': 1, 'y': 2}"))).toEqual([]);
  });
});

describe('misuse', () => {
  test('a permit given back after the acquire failed', () => {
    expect(
      kindsIn(`
        semaphore s in P = 1
        1 a acquire s = 0
        1 b fails acquire s
        2 b release s = 1
      `),
    ).toEqual(['over-release']);
  });
  test('a semaphore as a signal: one only releases, the other only acquires', () => {
    expect(
      kindsIn(`
        semaphore s in P
        1 a release s = 1
        1 a release s = 2
        2 b acquire s = 1
      `),
    ).toEqual([]);
  });
  test('refused', () => {
    expect(kindsIn('bounded-semaphore s in P = 1\n 1 a raises release s "ValueError"')).toEqual([
      'over-release',
    ]);
  });
});

describe('an event that is never cleared', () => {
  const ring = (waits: string, between: string) => `
    event e in P
    ${waits}
    1 main set e = 1 @s
    1 main wakes a on e <s
    1 a wait e = 1
    ${between}
    3 main set e = 1
  `;
  const held = '0 a waits wait e';
  const twice = '2 a wait e = 1\n2 a wait e = 1';
  test('held once, through twice more, and set once more for nobody', () => {
    expect(find(ring(held, twice))).toEqual([
      'never-cleared: a came through wait() on e 2 more times by one set(), last at 2 ms: wait() holds nobody any more',
    ]);
  });
  test.each([
    ['a gate that is passed once', held, '2 a wait e = 1'],
    ['who never had to wait for it', '', twice],
    ['who looks every so often whether it is time to stop', '0 a waits wait e limit 50', twice],
    ['another thread comes through, each once', held, '2 b wait e = 1'],
    ['it is cleared in between', held, `${twice}\n2 b clear e = 0\n2 main set e = 1`],
  ])('not: %s', (_, waits, between) => {
    expect(kindsIn(ring(waits, between))).toEqual([]);
  });
});

describe('endings', () => {
  test('an exception in a thread', () => {
    expect(find('1 a ends raised "Traceback\\nValueError: no"')).toEqual([
      'unseen-exception: a ended at 1 ms by ValueError: no',
    ]);
  });
  test('killed with a lock that others want, and with one that nobody shares', () => {
    const begin = `
      process P
      thread main in P
      0 main runs
      process Q parent P
      thread q in Q
      0 main start q @s
      0 q runs <s
    `;
    const text = `
      lock m WHERE
      1 q acquire m
      1 main waits acquire m for q
      2 q ends killed
      2 q exits -15
    `;
    expect(find(text.replace('WHERE', ''), begin)[0]).toContain(
      'killed-holder: q was killed at 2 ms',
    );
    expect(find('1 q ends killed\n 1 q exits -15', begin)).toEqual([]);
  });
});

describe('livelock', () => {
  const round = (n: number) => `
    ${n} a acquire x
    ${n} b acquire y
    ${n} a fails acquire y
    ${n} b fails acquire x
    ${n} a release x = 0
    ${n} b release y = 0
  `;
  const locks = 'lock x in P\n lock y in P\n';
  test('three failures of each', () => {
    expect(kindsIn(locks + [1, 2, 3].map(round).join(''))).toEqual(['livelock']);
  });
  test('one that got through in between', () => {
    const through = '2 a acquire x\n 2 a acquire y\n 2 a release y = 0\n 2 a release x = 0\n';
    expect(kindsIn(locks + round(1) + round(2) + through + round(3))).toEqual([]);
  });
});

test('findings are the same, taken in at once or event by event', () => {
  const trace = traceOf(
    `${two}\n${opposite('')}\n variable n in P\n 4 a write n = 1\n 5 b write n = 2`,
  );
  const whole = new Diagnosis(trace);
  whole.settle();
  const slow = new Diagnosis(trace);
  while (!slow.advance(1));
  slow.settle();
  expect(slow.findings).toEqual(whole.findings);
});
