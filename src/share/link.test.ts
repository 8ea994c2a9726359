import type { ParamValues } from '../base/param-values.ts';
import { describe, expect, it } from 'vitest';
import { decodeLink } from './decode.ts';
import { encodeLink } from './encode.ts';
import {
  defaultLink,
  defaultParams,
  exploreDefaults,
  type Link,
  type LinkContext,
} from './link.ts';
import { MAX_FIELDS, splitFields } from './fields.ts';
import { LINK_VERSION, upgradeFields } from './upgrade.ts';

const context: LinkContext = {
  scenarios: new Map([
    [
      'traffic-light',
      {
        cars: { type: 'int', min: 1, max: 12, default: 5 },
        pace: { type: 'seconds', min: 0.1, max: 5, default: 1 },
        polling: { type: 'bool', default: false },
        order: { type: 'choice', options: ['fifo', 'any order'], default: 'fifo' },
      },
    ],
    ['five-seats', {}],
    ['two-cores', { cores: { type: 'int', min: 1, max: 2, default: 1 } }],
  ]),
  defaultScenario: 'traffic-light',
  languages: ['en', 'zh-CN'],
  openings: new Map([['two-cores', ({ cores }) => (cores === 2 ? 'two-cores' : 'gil')]]),
};
const opened = defaultLink('traffic-light', context.scenarios.get('traffic-light') ?? {});
const of = (params: ParamValues): Partial<Link> => ({
  program: {
    kind: 'scenario',
    id: 'traffic-light',
    params: { ...defaultParams(context.scenarios.get('traffic-light') ?? {}), ...params },
  },
});
const code: Partial<Link> = { program: { kind: 'code', text: '1.abc-_', grain: 'sync' } };
const decode = (fragment: string) => decodeLink(fragment, context);

describe('a link that is fine', () => {
  const cases: readonly [fragment: string, changed: Partial<Link>][] = [
    ['v=1&s=traffic-light', {}],
    ['v=1&s=traffic-light&p.cars=12', of({ cars: 12 })],
    ['v=1&s=traffic-light&p.pace=0.25', of({ pace: 0.25 })],
    ['v=1&s=traffic-light&p.polling=on', of({ polling: true })],
    ['v=1&s=traffic-light&p.order=any%20order', of({ order: 'any order' })],
    ['v=1&s=five-seats', { program: { kind: 'scenario', id: 'five-seats', params: {} } }],
    ['v=1&s=traffic-light&seed=42&speed=0.5', { seed: 42, speed: 0.5 }],
    ['v=1&s=traffic-light&transport=message', { transport: 'message' }],
    ['v=1&s=traffic-light&mode=step&axis=step', { mode: 'step', axis: 'step' }],
    ['v=1&s=traffic-light&explore=auto', { explore: exploreDefaults }],
    ['v=1&s=traffic-light&learn=lesson.locks.3', { learn: 'lesson.locks.3' }],
    ['v=1&s=traffic-light&lesson=1.AbC-_x', { lesson: '1.AbC-_x' }],
    ['v=1&s=traffic-light&learn=challenge.lose-one', { learn: 'challenge.lose-one' }],
    [
      'v=1&s=traffic-light&mode=step&explore=bound&bound=2&runs=50&chance=7&budget=60&timed=on&ending=1x-2y&step=3&run=1.abc',
      {
        mode: 'step',
        explore: { search: 'bound', preemptions: 2, runs: 50, seed: 7, timed: true, budget: 60 },
        ending: '1x-2y',
        step: 3,
        run: '1.abc',
      },
    ],
    ['v=1&code=1.abc-_&mode=step', { ...code, mode: 'step' }],
    [
      'v=1&code=1.abc-_&grain=line&seed=4&mode=step&by=hand&step=2&run=3.xyz',
      {
        program: { kind: 'code', text: '1.abc-_', grain: 'line' },
        seed: 4,
        mode: 'step',
        scheduler: 'hand',
        step: 2,
        run: '3.xyz',
      },
    ],
    ['v=1&s=traffic-light&theme=dark&lang=zh-CN', { theme: 'dark', language: 'zh-CN' }],
    [
      'v=1&s=traffic-light&view=0-5000.5&at=1234.125',
      { view: { start: 0, end: 5000.5 }, cursor: 1234.125 },
    ],
  ];
  it('has words of whoever made it', () => {
    const notes: Link['notes'] = [
      { place: { kind: 'instant', time: 12.5 }, text: 'why? 50 % & more' },
      { place: { kind: 'range', start: 10, end: 20 }, text: '这里 ~ 看' },
      { place: { kind: 'thread', index: 2 }, text: '<b>x</b>' },
    ];
    const link = { ...opened, title: 'Who waits?', notes };
    const fragment = encodeLink(link, context);
    expect(fragment).toBe(
      'v=1&s=traffic-light&title=Who%20waits?&note.1=12.5~why?%2050%20%25%20%26%20more' +
        '&note.2=10-20~这里%20~%20看&note.3=thread-2~%3Cb%3Ex%3C/b%3E',
    );
    expect(decode(fragment)).toEqual({ link, problems: [] });
  });

  it('has words that are too long cut', () => {
    const { link, problems } = decode(`title=${'x'.repeat(79)}%F0%9F%91%8Byy`);
    expect(link.title).toBe('x'.repeat(79));
    expect(problems).toEqual([{ kind: 'long-words', field: 'title', limit: 80 }]);
    expect(decode('title=a%00%0a%E2%80%AEb').link.title).toBe('a b');
  });

  it.each(cases)('%s', (fragment, changed) => {
    const link = { ...opened, ...changed };
    expect(decode(fragment)).toEqual({ link, problems: [] });
    expect(encodeLink(link, context)).toBe(fragment);
  });

  it.each(['', '#', '#v=1', 's=traffic-light', '&&v=1&&'])('%j opens the default', (fragment) => {
    expect(decode(fragment)).toEqual({ link: opened, problems: [] });
  });
});

describe('a scenario that opens in step mode', () => {
  const cases: readonly [fragment: string, read: Partial<Link>, written: string][] = [
    ['', { mode: 'step', opensItself: true, scheduler: 'gil' }, '&mode=step&by=gil'],
    ['&by=nasty', { mode: 'step', opensItself: true, scheduler: 'nasty' }, '&mode=step&by=nasty'],
    ['&mode=step', { mode: 'step', opensItself: false, scheduler: 'gil' }, '&mode=step&by=gil'],
    [
      '&p.cores=2&mode=step',
      { mode: 'step', opensItself: false, scheduler: 'two-cores' },
      '&p.cores=2&mode=step&by=two-cores',
    ],
    ['&mode=step&by=random', { mode: 'step', scheduler: 'random' }, '&mode=step&by=random'],
    ['&mode=live', { mode: 'live', opensItself: false }, '&mode=live'],
    ['&run=1.abc', { mode: 'step', opensItself: false }, '&mode=step&by=gil&run=1.abc'],
  ];
  it.each(cases)('%j', (fragment, expected, written) => {
    const start = 'v=1&s=two-cores';
    const { link, problems } = decode(start + fragment);
    expect(problems).toEqual([]);
    expect(link).toMatchObject(expected);
    expect(encodeLink(link, context)).toBe(start + written);
    expect(decode(start + written).link).toEqual({ ...link, opensItself: false });
  });
});

describe('one bad field costs only itself', () => {
  const cases: readonly [field: string, problem: object][] = [
    ['learn=lesson.__proto__.1', { kind: 'not-text', field: 'learn' }],
    ['learn=lesson.locks', { kind: 'not-text', value: 'lesson.locks' }],
    ['p.cars=99', { kind: 'not-whole', value: '99', min: 1, max: 12, used: '5' }],
    ['p.cars=2.5', { kind: 'not-whole' }],
    ['p.cars=', { kind: 'not-whole' }],
    ['p.pace=1e1', { kind: 'not-number' }],
    ['p.pace=-1', { kind: 'not-number' }],
    ['p.polling=maybe', { kind: 'not-switch', used: 'off' }],
    ['p.order=lifo', { kind: 'not-option', options: 'fifo, any order', used: 'fifo' }],
    ['p.wheels=4', { kind: 'unknown-param', field: 'p.wheels', scenario: 'traffic-light' }],
    ['p.__proto__=1', { kind: 'unknown-param' }],
    ['p.constructor=1', { kind: 'unknown-param' }],
    ['__proto__=1', { kind: 'unknown-field' }],
    ['colour=red', { kind: 'unknown-field', field: 'colour' }],
    ['s=no-such-thing', { kind: 'unknown-scenario', used: 'traffic-light' }],
    ['theme=pink', { kind: 'not-option', used: 'system' }],
    ['lang=xx', { kind: 'not-option' }],
    ['transport=pigeon', { kind: 'not-option', used: 'auto' }],
    ['seed=-1', { kind: 'not-whole' }],
    ['explore=everything', { kind: 'not-option', used: 'nothing' }],
    ['bound=10', { kind: 'not-whole', used: '1' }],
    ['runs=0', { kind: 'not-whole' }],
    ['budget=1e9', { kind: 'not-whole' }],
    ['timed=perhaps', { kind: 'not-switch', used: 'off' }],
    ['ending=%3Cscript%3E', { kind: 'not-text' }],
    ['view=5000-0', { kind: 'not-span' }],
    ['view=55', { kind: 'not-span' }],
    ['view=1-2-3', { kind: 'not-span' }],
    ['at=soon', { kind: 'not-time' }],
    ['at=NaN', { kind: 'not-time' }],
    ['at=%E0%A4%A', { kind: 'bad-encoding', field: 'at' }],
    ['speed=3', { kind: 'repeated', field: 'speed', value: '3' }],
    ['v=2', { kind: 'repeated' }],
    ['lesson=%3Cb%3E', { kind: 'not-text', field: 'lesson', value: '<b>' }],
    ['note.1=12', { kind: 'not-note', field: 'note.1', value: '12' }],
    ['note.1=~text', { kind: 'not-note' }],
    ['note.1=12~%20', { kind: 'not-note' }],
    ['note.1=9-3~text', { kind: 'not-note' }],
    ['note.1=99999999~text', { kind: 'not-note' }],
    ['note.1=thread--1~text', { kind: 'not-note' }],
    ['note.21=1~text', { kind: 'unknown-field' }],
  ];
  it.each(cases)('%s', (field, problem) => {
    const { link, problems } = decode(`v=1&speed=2&${field}`);
    expect(link).toEqual({ ...opened, speed: 2 });
    expect(problems).toEqual([expect.objectContaining(problem)]);
  });

  it('a link for another scenario says which of its params do not exist', () => {
    const { problems } = decode('s=five-seats&p.cars=3');
    expect(problems).toEqual([{ kind: 'unknown-param', field: 'p.cars', scenario: 'five-seats' }]);
  });

  it('a long text out of a link is cut and cleaned before it stands in a sentence', () => {
    const { problems } = decode(`at=${'x'.repeat(100)}&s=%E2%80%AEreversed`);
    expect(problems).toEqual([
      { kind: 'unknown-scenario', value: '\u{fffd}reversed', used: 'traffic-light' },
      { kind: 'not-time', field: 'at', value: `${'x'.repeat(40)}…` },
    ]);
  });

  it('a huge link is cut, and what stands before the cut counts', () => {
    const { link, problems } = decode(`speed=2&at=${'9'.repeat(1_000_000)}`);
    expect(link.speed).toBe(2);
    expect(problems).toEqual([{ kind: 'too-long', length: 1_000_011, limit: 12_000 }]);
  });

  it('many problems are counted, not listed', () => {
    const fragment = Array.from({ length: 30 }, (_, i) => `what${i}=1`).join('&');
    const { problems } = decode(fragment);
    expect(problems).toHaveLength(8);
    expect(problems.at(-1)).toEqual({ kind: 'more', count: 23 });
  });
});

describe('versions', () => {
  it('a newer link is read as far as it goes', () => {
    const { link, problems } = decode('v=99&speed=2');
    expect(link.speed).toBe(2);
    expect(problems).toEqual([{ kind: 'newer-version', version: '99', known: LINK_VERSION }]);
  });

  it.each(['0', '-1', '1.5', 'one', ''])('v=%s is reported', (version) => {
    const { link, problems } = decode(`v=${version}&speed=2`);
    expect(link.speed).toBe(2);
    expect(problems).toEqual([{ kind: 'bad-version', value: version }]);
  });

  it('a link goes through one upgrader per step', () => {
    const rename = (from: string, to: string) => (fields: ReadonlyMap<string, string>) =>
      new Map(Array.from(fields, ([name, value]) => [name === from ? to : name, value]));
    const steps = [rename('a', 'b'), rename('b', 'c')];
    const upgrade = (text: [string, string][]) => [
      ...upgradeFields(new Map(text), () => undefined, steps),
    ];
    expect(upgrade([['a', '1']])).toEqual([['c', '1']]);
    expect(
      upgrade([
        ['v', '2'],
        ['b', '1'],
      ]),
    ).toEqual([['c', '1']]);
    expect(
      upgrade([
        ['v', '3'],
        ['a', '1'],
      ]),
    ).toEqual([['a', '1']]);
  });
});

it('eighty million characters of nothing are not looked at one by one', () => {
  const { problems } = splitFields('%&'.repeat(40_000_000), 80_000_000);
  expect(problems.length).toBe(MAX_FIELDS + 1);
  expect(problems.at(-1)).toEqual({ kind: 'too-many-fields', limit: MAX_FIELDS });
  // Individually they take two and a half minutes, more than a test may.
});
