import { expect, it } from 'vitest';
import { faultOf } from './fault.ts';

const files = ['program.py', 'lib/work.py'];

it.each([
  [
    'File "program.py", line 3\nSyntaxError: expected \':\'',
    "program.py:3 SyntaxError: expected ':'",
  ],
  [
    'Traceback (most recent call last):\n  File "program.py", line 9, in <module>\n    f()\n  File "/lib/python3.13/queue.py", line 180, in get\n    raise Empty\n_queue.Empty',
    'program.py:9 _queue.Empty',
  ],
  [
    'Exception in thread Thread-1 (go):\nTraceback (most recent call last):\n  File "/lib/python3.13/threading.py", line 1, in _bootstrap\n  File "/home/lib/work.py", line 4, in go\n    1 / 0\n    ~~^~~\nZeroDivisionError: division by zero',
    'lib/work.py:4 ZeroDivisionError: division by zero',
  ],
  [
    'Traceback (most recent call last):\n  File "program.py", line 2, in <module>\n    x()\nmy.Trouble: two\nlines of it',
    'program.py:2 my.Trouble: two',
  ],
  ['Traceback (most recent call last):\n  File "other.py", line 2\nKeyError: 1', ''],
  ['', ''],
])('%j', (report, expected) => {
  const fault = faultOf(report, files);
  expect(fault === undefined ? '' : `${fault.path}:${fault.line} ${fault.message}`).toBe(expected);
});
