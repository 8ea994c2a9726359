/** Which messages a frame accepts as commands, and from whom. */
import { describe, expect, it, test } from 'vitest';
import { PROTOCOL } from '../../embed/protocol.ts';
import { parentOf, parseRequest } from './requests.ts';

const at = { weft: PROTOCOL, id: 7 };

describe('a request', () => {
  it.each<[data: unknown, asked: unknown]>([
    [{ ...at, command: 'play' }, { command: 'play' }],
    [
      { ...at, command: 'seek', at: 12 },
      { command: 'seek', at: 12 },
    ],
    [
      { ...at, command: 'open', link: 's=two-threads' },
      { command: 'open', link: 's=two-threads' },
    ],
    [
      { ...at, command: 'load', scenario: 'a', options: { seed: 2 }, more: 1 },
      { command: 'load', scenario: 'a', options: { seed: 2 } },
    ],
  ])('%j', (data, asked) => {
    expect(parseRequest(data)).toEqual({ id: 7, asked });
  });

  it.each([
    undefined,
    null,
    'play',
    1,
    [],
    {},
    { command: 'play' },
    { ...at, weft: 'embed-2', command: 'play' },
    { ...at, id: '7', command: 'play' },
    { ...at, id: 0.5, command: 'play' },
    new Map([['weft', PROTOCOL]]),
  ])('is not %j', (data) => {
    expect(parseRequest(data)).toBeUndefined();
  });

  it.each([
    { ...at },
    { ...at, command: 'eval' },
    { ...at, command: '__proto__' },
    { ...at, command: 'open' },
    { ...at, command: 'open', link: 'x'.repeat(12_001) },
    { ...at, command: ['play'] },
  ])('refuses %j in words', (data) => {
    expect(parseRequest(data)?.asked).toMatch(/^weft: /);
  });
});

test.each<[search: string, above: string | undefined, heard: string | undefined]>([
  ['?embed&parent=https://example.org', undefined, 'https://example.org'],
  ['?embed&parent=https://example.org', 'https://example.org', 'https://example.org'],
  ['?embed=play&parent=http%3A%2F%2F127.0.0.1%3A80', undefined, undefined],
  ['?embed=play&parent=http%3A%2F%2F127.0.0.1%3A8080', undefined, 'http://127.0.0.1:8080'],
  ['?embed&parent=https://example.org', 'https://evil.example', undefined],
  ['?embed&parent=https://example.org/', undefined, undefined],
  ['?embed&parent=https://a@example.org', undefined, undefined],
  ['?embed&parent=*', undefined, undefined],
  ['?embed&parent=null', undefined, undefined],
  ['?embed&parent=javascript:alert(1)', undefined, undefined],
  ['?embed&parent=file://x', undefined, undefined],
  ['?embed&parent=', undefined, undefined],
  ['?embed', 'https://example.org', undefined],
])('%s in a page of %s hears %s', (search, above, heard) => {
  expect(parentOf(search, above)).toBe(heard);
});
