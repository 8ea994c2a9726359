/** Users' lessons: encoding and parsing round-trip, and any input is either a lesson within the limits or rejected. */
import { describe, expect, test } from 'vitest';
import { sweep } from '../base/sweep.ts';
import { draw } from '../engines/model/chance.ts';
import { packLesson, unpackLesson } from '../store/teach/lesson-text.ts';
import type { OwnStop } from './lesson.ts';
import {
  MAX_ASK,
  MAX_CAPTION,
  MAX_OPTIONS,
  MAX_SHORT,
  MAX_STOPS,
  parseOwnLesson,
  plainLesson,
} from './own-lesson.ts';

const one = (text: string) => ({ en: text, 'zh-CN': text });
const texts = (ask: string, options?: readonly string[]) => {
  const said = { ask, because: 'So it is.', ...(options === undefined ? {} : { options }) };
  return { en: said, 'zh-CN': said };
};
const at = { thread: 'Ann', op: 'acquire', object: 'pen', phase: 'done', nth: 2 } as const;
const asked = { params: {}, timed: false, after: at };

const stops: readonly OwnStop[] = [
  { at, select: { thread: 'Ann' }, caption: one('她拿到了笔。') },
  {
    at,
    caption: one(''),
    question: {
      ...asked,
      id: 'own-2',
      by: {
        kind: 'choice',
        options: [
          { id: '1', holds: { ends: 'deadlock' } },
          { id: '2', holds: { next: { op: 'print', phase: 'done', text: ' a  b' } } },
          { id: '3', holds: {} },
        ],
      },
      answer: '1',
      texts: texts('What happens?', ['<b>It deadlocks</b>', 'It prints', 'Nothing']),
    },
  },
  {
    at: {},
    select: { object: 'pen' },
    caption: { en: 'Look', 'zh-CN': '看' },
    question: {
      ...asked,
      after: {},
      id: 'own-3',
      by: { kind: 'number', final: 'counter' },
      answer: '-3',
      texts: texts('How much?'),
    },
  },
  {
    at,
    caption: one('Who?'),
    question: {
      ...asked,
      id: 'own-4',
      by: { kind: 'thread', next: {} },
      answer: 'Ben',
      texts: texts('Who goes next?'),
    },
  },
];

test('what is written reads back the same, from a link and from a file', () => {
  expect(parseOwnLesson(JSON.parse(JSON.stringify(plainLesson(stops))))).toEqual(stops);
  expect(unpackLesson(packLesson(stops)!)).toEqual(stops);
  expect(packLesson([])).toBeUndefined();
});

test('a text for both languages stands there once', () => {
  const text = JSON.stringify(plainLesson(stops));
  expect(text.match(/她拿到了笔/g)).toHaveLength(1);
});

describe('whatever else comes', () => {
  const stop = { at: { op: 'print' }, caption: 'Look' };
  test.each([
    [null, 'damaged'],
    [[], 'damaged'],
    ['lesson', 'damaged'],
    [{ version: '1', stops: [] }, 'damaged'],
    [{ version: 1, stops: {} }, 'damaged'],
    [{ version: 2, stops: [] }, 'newer-version'],
    [{ version: 1, stops: [{ caption: 'nowhere' }] }, 'damaged'],
    [{ version: 1, stops: [{ at: [] }] }, 'damaged'],
    [{ version: 1, stops: [] }, []],
    // Inherited properties are no fields.
    [JSON.parse('{"__proto__":{"version":1,"stops":[]}}'), 'damaged'],
  ])('%j', (given, found) => {
    expect(parseOwnLesson(given)).toEqual(found);
  });

  test.each([
    ['a question without texts', { by: { kind: 'number' }, answer: '1' }],
    [
      'an answer that no option is',
      {
        by: { kind: 'choice', options: [{}, {}] },
        answer: '3',
        texts: { ask: 'x', options: ['a', 'b'] },
      },
    ],
    [
      'one option',
      { by: { kind: 'choice', options: [{}] }, answer: '1', texts: { ask: 'x', options: ['a'] } },
    ],
    [
      'options without words',
      {
        by: { kind: 'choice', options: [{}, {}] },
        answer: '1',
        texts: { ask: 'x', options: ['a'] },
      },
    ],
    ['no number', { by: { kind: 'number' }, answer: '1e99', texts: { ask: 'x' } }],
    ['another kind', { by: { kind: 'eval' }, answer: '1', texts: { ask: 'x' } }],
  ])('%s costs the question, and the stop stays', (_what, question) => {
    expect(parseOwnLesson({ version: 1, stops: [{ ...stop, question }] })).toEqual([
      { at: { op: 'print' }, caption: one('Look') },
    ]);
  });

  test('words are cut, and stand on one line', () => {
    const long = 'x\n\u202e'.repeat(1000);
    const found = parseOwnLesson({
      version: 1,
      stops: Array.from({ length: 99 }, () => ({ ...stop, caption: long })),
    });
    if (typeof found === 'string') expect.fail(found);
    expect(found).toHaveLength(MAX_STOPS);
    for (const { caption } of found) expect(caption.en.length).toBeLessThanOrEqual(MAX_CAPTION);
    expect(JSON.stringify(found)).not.toMatch(/\\n|\u202e/);
  });
});

function isWithinBounds({ caption, question }: OwnStop): boolean {
  const long = (text: string, most: number) => text.length > most || /\p{Cc}/u.test(text);
  if (long(caption.en, MAX_CAPTION) || long(caption['zh-CN'], MAX_CAPTION)) return false;
  if (question === undefined) return caption.en !== '';
  const { by, answer } = question;
  if (long(answer, MAX_SHORT)) return false;
  return Object.values(question.texts).every(({ ask, because, options = [] }) => {
    const count = by.kind === 'choice' ? by.options.length : 0;
    return (
      ask !== '' &&
      !long(ask, MAX_ASK) &&
      !long(because, MAX_CAPTION) &&
      options.length === count &&
      count <= MAX_OPTIONS &&
      options.every((text) => !long(text, MAX_SHORT))
    );
  });
}

/** The same ones each time. */
test('broken at random, it is a lesson within bounds or none', { timeout: 600_000 }, () => {
  const json = JSON.stringify(plainLesson(stops));
  const pieces = [
    'null',
    '"',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '1e309',
    '-0',
    '{}',
    '[]',
    '"__proto__":1,',
    '\\u0000',
    '\\ud800',
    '"9"',
    '<script>',
    'true',
  ];
  let read = 0;
  for (let i = 0; i < sweep(1500, 5000, 100_000); i++) {
    let text = json;
    for (let n = 0; n <= draw(i, 0, 4); n++) {
      const from = draw(i, 3 * n + 1, text.length + 1);
      const to = Math.min(text.length, from + draw(i, 3 * n + 2, 8));
      text = text.slice(0, from) + pieces[draw(i, 3 * n + 3, pieces.length)]! + text.slice(to);
    }
    let given: unknown;
    try {
      given = JSON.parse(text);
    } catch {
      continue;
    }
    const found = parseOwnLesson(given);
    if (typeof found === 'string') continue;
    read += 1;
    if (found.length > MAX_STOPS || !found.every(isWithinBounds)) expect.fail(text);
    expect(parseOwnLesson(JSON.parse(JSON.stringify(plainLesson(found))))).toEqual(found);
  }
  expect(read).toBeGreaterThan(100);
  expect(Object.prototype).not.toHaveProperty('version');
});

test('links are broken, too', { timeout: 600_000 }, () => {
  const text = packLesson(stops)!;
  for (let i = 0; i < sweep(100, 300, 5000); i++) {
    const from = draw(i, 0, text.length);
    const sign = 'aZ9-_.~%'[draw(i, 1, 8)]!;
    const broken = text.slice(0, from) + sign + text.slice(from + draw(i, 2, 3));
    const found = unpackLesson(broken);
    if (typeof found !== 'string') expect(found.every(isWithinBounds)).toBe(true);
  }
  expect(unpackLesson('')).toBe('damaged');
  expect(unpackLesson('9.AAAA')).toBe('newer-version');
});

test('a link that was made once opens for ever', () => {
  const link =
    '1.1BmoBQABg1hRYT-_QjcgUGryZW9AjvCz7DFWfXDDD9W0v_cRu7SD1v7NkiOdmCUa1igHa17NCuJEpRh4IKCoj1eWG05weZ0DOMkzoioNdpdKPSTJwNRszBO8LvNE9HVoa3ZPxShJ2j4W8GIPK1WbECwQF5p9x18KayxRygB239wBJHUdHuR54Rsxx7TFOJq0rmJ_tkjPNeva1NdquRXMgwNgxjnV_-AKMJZhLnZCdYUgyxuuUg0swy7Lm0oLhRJhU2xRfEvDR-bsRDRSWhw9blyy2j7pvmm_swRdFw4Mv-EcaOmSetteay39pVwMlIZM3qrii0cAODGUcPbRSUb0ka4-VzfkiUo0IGYBhPjOtLSOJ3XZk9KkjfL5PGRM8Wsblxx6L8eFpceMTAnGiYYGklRT9xunAz2oFqff0d3uAsIyaqwWIu6FyZsxMvtu5jjrdJ8';
  const [first, second, third, ...more] = unpackLesson(link) as readonly OwnStop[];
  expect(more).toEqual([]);
  expect(first).toEqual({
    at: { thread: 'MainThread', op: 'start', phase: 'done', nth: 4 },
    caption: one('Here the guests are on their way <b>x</b>.'),
  });
  expect(second?.question).toMatchObject({
    answer: '2',
    texts: { en: { ask: 'How does it end?' } },
  });
  expect(third?.question?.by).toEqual({ kind: 'thread', next: {} });
});
