/** Files of runs and lessons: any file is one of them or a problem. */
import { expect, test } from 'vitest';
import { encodeLessonFile, encodeRunFile, MAX_FILE_LENGTH, parseRunFile } from './file.ts';

test('what is written is read', () => {
  expect(parseRunFile(encodeRunFile('v=1&s=x'))).toEqual({ kind: 'run', link: 'v=1&s=x' });
  const lesson = { version: 1, stops: [] };
  expect(parseRunFile(encodeLessonFile({ title: 'A', lesson, link: 'v=1' }))).toEqual({
    kind: 'lesson',
    title: 'A',
    lesson,
    link: 'v=1',
  });
  const trace = { format: 'weft-trace', version: 2 };
  expect(parseRunFile(encodeLessonFile({ title: 'A', lesson, trace }))).toEqual({
    kind: 'lesson',
    title: 'A',
    lesson,
    trace,
  });
});

test.each([
  ['', 'not-a-run'],
  ['[1', 'not-a-run'],
  ['null', 'not-a-run'],
  ['{"format":"weft-trace","version":1}', 'not-a-run'],
  ['{"format":"weft-run","version":1}', 'not-a-run'],
  ['{"format":"weft-run","version":"1","link":"v=1"}', 'not-a-run'],
  ['{"format":"weft-run","version":2,"link":"v=1"}', 'newer-version'],
  ['{"format":"weft-lesson","version":1,"lesson":{}}', 'not-a-run'],
  ['{"format":"weft-lesson","version":1,"lesson":{},"trace":"x"}', 'not-a-run'],
  ['{"format":"weft-lesson","version":2,"link":"v=1"}', 'newer-version'],
  [' '.repeat(MAX_FILE_LENGTH + 1), 'too-large'],
])('%.60s', (text, problem) => {
  expect(parseRunFile(text)).toEqual({ problem });
});
