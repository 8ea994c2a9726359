import { describe, expect, it } from 'vitest';
import { readFiles } from './run-python.ts';

describe('what weft.run takes', () => {
  it.each([
    ['x = 1', [['program.py', 'x = 1']]],
    [
      { files: { 'a.py': '1', 'b.py': '2' } },
      [
        ['a.py', '1'],
        ['b.py', '2'],
      ],
    ],
    [
      {
        files: [
          { path: 'b.py', text: '2' },
          { path: 'a.py', text: '1' },
        ],
      },
      [
        ['b.py', '2'],
        ['a.py', '1'],
      ],
    ],
  ])('%j', (source, files) => {
    expect(readFiles(source).map(({ path, text }) => [path, text])).toEqual(files);
  });

  it.each([
    [undefined, 'should be a text or { files }'],
    [7, 'should be a text or { files }'],
    [{}, 'should be a text or { files }'],
    [{ files: {} }, 'there should be 1 to 20 files, not 0'],
    [{ files: [] }, 'not 0'],
    [{ files: { '../x': '' } }, '"../x" is no path of a file'],
    [{ files: { 'a.py': 1 } }, 'the text of a.py should be a string, not 1'],
    [{ files: [null] }, 'undefined is no path of a file'],
    [
      {
        files: [
          { path: 'a', text: '' },
          { path: 'a', text: '' },
        ],
      },
      'there are two files "a"',
    ],
    ['x'.repeat(200_001), 'may have 200000 bytes'],
  ])('refuses %j', (source, message) => {
    expect(() => readFiles(source)).toThrow(message);
  });
});
