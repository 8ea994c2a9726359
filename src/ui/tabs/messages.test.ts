import { describe, expect, test } from 'vitest';
import { encodeMessage, newId, parseMessage, serverIn, type Message } from './messages.ts';

const server = '0123abcd';
const tab = 'ffffffff';
const messages: Message[] = [
  { kind: 'ping', server, open: true },
  { kind: 'drop', server },
  { kind: 'here', server, tab },
  { kind: 'bye', server, tab },
  { kind: 'task', server, tab, job: 7, task: 12, number: 1, work: 0.5 },
  { kind: 'answer', server, tab, job: 7, count: 168 },
];

describe('messages', () => {
  test.each(messages)('$kind is read as it was written', (message) => {
    expect(parseMessage(structuredClone(encodeMessage(message)))).toEqual(message);
  });

  test.each(messages)('$kind with a field that is wrong or missing is not read', (message) => {
    const sound = encodeMessage(message) as Record<string, unknown>;
    const wrongs = [undefined, null, -1, 1.5, Number.NaN, 2 ** 40, '', 'x', {}, [], () => 1];
    for (const field of Object.keys(sound)) {
      for (const wrong of wrongs) {
        if (field === 'work' && wrong === 1.5) continue;
        expect(parseMessage({ ...sound, [field]: wrong })).toBeUndefined();
      }
    }
  });

  test.each([undefined, null, 3, 'ping', [], {}, { version: 2, kind: 'drop', server }])(
    'whatever else comes is not read: %j',
    (data) => expect(parseMessage(data)).toBeUndefined(),
  );

  test('no field is kept that is not known', () => {
    const read = parseMessage({
      ...encodeMessage({ kind: 'drop', server }),
      extra: 1,
      __proto__: 2,
    });
    expect(read).toEqual({ kind: 'drop', server });
  });
});

describe('the fragment of a worker tab', () => {
  test('names its server', () => {
    const id = newId();
    expect(serverIn(`#worker=${id}`)).toBe(id);
  });

  test.each([
    '',
    '#',
    '#worker=',
    '#worker=xyz',
    '#worker=0123abcd9',
    '#s=two-threads',
    '0123abcd',
  ])('or nothing: %s', (fragment) => expect(serverIn(fragment)).toBeUndefined());
});
