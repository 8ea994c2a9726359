/** shell=True, standard error, and messages of subprocess: the rest of rows 175 and 176. */
import { describe, expect, it } from 'vitest';
import { print } from '../program/builtins.ts';
import { getpid } from '../program/os.ts';
import type { Steps } from '../program/steps.ts';
import {
  call,
  CalledProcessError,
  checkCall,
  checkOutput,
  DEVNULL,
  getoutput,
  getstatusoutput,
  PIPE,
  Popen,
  run as start,
  STDOUT,
  TimeoutExpired,
  type RunOptions,
} from '../program/subprocess.ts';
import { monotonic, sleep } from '../program/time.ts';
import { prints, raised, run } from './process-runs.ts';

const linesOf = (main: () => Steps<unknown>) => prints({ main }, 5);

/** Exit code, stdout and stderr of a shell command. */
function* shown(line: string, options: RunOptions = { captureOutput: true }): Steps<unknown[]> {
  const { returncode, stdout, stderr } = yield* start(line, { shell: true, ...options });
  return [returncode, stdout, stderr];
}

describe('a shell', () => {
  // Each with the answer of /bin/sh (dash).
  it.each<[line: string, returncode: number, stdout: string, stderr: string]>([
    ['echo hi', 0, 'hi\n', ''],
    ['', 0, '', ''],
    ['exit 4', 4, '', ''],
    ['exit 300', 44, '', ''],
    ['exit abc', 2, '', '/bin/sh: 1: exit: Illegal number: abc\n'],
    ['nope a b', 127, '', '/bin/sh: 1: nope: not found\n'],
    ['echo a\nnope', 127, 'a\n', '/bin/sh: 2: nope: not found\n'],
    ['echo oops >&2; echo out; false', 1, 'out\n', 'oops\n'],
    ['true && echo yes || echo no', 0, 'yes\n', ''],
    ['false && echo yes || echo no; exit', 0, 'no\n', ''],
    ['false; exit', 1, '', ''],
    ['echo $?; false; echo "$? $?"', 0, '0\n1 1\n', ''],
    [`echo 'a  b' "c \\"d" e\\ f`, 0, 'a  b c "d e f\n', ''],
    ["ec'ho", 2, '', '/bin/sh: 1: Syntax error: Unterminated quoted string\n'],
    ['echo a &&', 2, '', '/bin/sh: 1: Syntax error: end of file unexpected\n'],
    ['; echo a', 2, '', '/bin/sh: 1: Syntax error: ";" unexpected\n'],
    ['true &&\necho b', 0, 'b\n', ''],
    [
      'cat nofile other',
      1,
      '',
      'cat: nofile: No such file or directory\ncat: other: No such file or directory\n',
    ],
    ['kill -9 $$; echo no', -9, '', ''],
    ['kill -TERM $$', -15, '', ''],
    ['kill $$', -15, '', ''],
    ['kill -FOO $$', 2, '', '/bin/sh: 1: kill: Illegal option -F\n'],
    ['kill 999999', 1, '', '/bin/sh: 1: kill: No such process\n\n'],
    ["sh -c 'exit 3'; echo $?", 0, '3\n', ''],
    ["sh -c 'kill -9 $$'; exit $?", 137, '', 'Killed\n'],
  ])('175 runs %j', (line, ...told) => {
    const lines = linesOf(function* () {
      yield* print(JSON.stringify(yield* shown(line)));
    });
    expect(lines).toEqual([JSON.stringify(told)]);
  });

  it.each([
    'echo a | cat',
    'echo a > file',
    'echo $HOME',
    'echo *',
    'cd /',
    'if true',
    'A=1',
    'sleep 1 &',
  ])('175 does not pretend to know %j', (line) => {
    const lines = linesOf(function* () {
      yield* print(yield* raised(call(line, { shell: true })));
    });
    expect(lines[0]).toContain('NotImplementedError: the shell of this page does not know');
  });

  it('175 is a process, and starts programs as its children', () => {
    const { trace, printed } = run({
      *main(): Steps<void> {
        yield* call('sleep 1; echo done', { shell: true });
        const p = yield* new Popen('sleep 5', { shell: true });
        yield* sleep(1);
        yield* p.kill();
        yield* print(yield* p.wait(), yield* monotonic());
      },
    });
    expect(printed).toEqual(['done', '-9 2']);
    const tree = trace.processes.map(({ name, parent }) => [name, parent]);
    expect(tree.slice(1)).toEqual([
      ['sh', 0],
      ['sleep', 1],
      ['sh', 0],
      ['sleep', 3],
    ]);
  });

  it('175 takes a list as the arguments of the shell; a text without a shell is a name', () => {
    const lines = linesOf(function* () {
      yield* print(
        yield* getoutput('echo hi; exit 3'),
        yield* getstatusoutput('echo b >&2; exit 3'),
      );
      yield* print(yield* call(['exit 7', 'x'], { shell: true }), yield* call('true'));
      yield* print(yield* raised(call('echo hi')));
      yield* print(yield* raised(start('exit 3', { shell: true, check: true })));
      yield* print(yield* raised(checkCall('exit 2', { shell: true })));
      yield* print(yield* raised(start(['sh', '-c', 'kill -9 $$'], { check: true })));
    });
    expect(lines).toEqual([
      "hi (3, 'b')",
      '7 0',
      "FileNotFoundError: [Errno 2] No such file or directory: 'echo hi'",
      "subprocess.CalledProcessError: Command 'exit 3' returned non-zero exit status 3.",
      "subprocess.CalledProcessError: Command 'exit 2' returned non-zero exit status 2.",
      "subprocess.CalledProcessError: Command '['sh', '-c', 'kill -9 $$']' died with <Signals.SIGKILL: 9>.",
    ]);
  });
});

describe('standard error', () => {
  it('176 goes to the console, to the parent, after the output, or nowhere', () => {
    const both = 'echo out; echo err >&2';
    const { printed, stderr } = run({
      *main(): Steps<void> {
        yield* call(both, { shell: true });
        yield* print(yield* shown(both, { stderr: PIPE, stdout: DEVNULL }));
        yield* print(yield* shown(both, { stdout: PIPE, stderr: STDOUT }));
        yield* print(yield* shown(both, { stdout: PIPE, stderr: DEVNULL }));
        yield* print(yield* shown('echo err >&2', { stderr: STDOUT }));
        yield* print((yield* start(['sleep', 'x'], { captureOutput: true })).stderr);
        const p = yield* new Popen(['cat', 'a'], { stdout: PIPE, stderr: PIPE });
        yield* print(yield* p.communicate(), p.returncode);
      },
    });
    expect(printed).toEqual([
      'out',
      "[0, None, 'err\\n']",
      "[0, 'out\\nerr\\n', None]",
      "[0, 'out\\n', None]",
      'err',
      '[0, None, None]',
      "sleep: invalid time interval ‘x’\nTry 'sleep --help' for more information.\n",
      "('', 'cat: a: No such file or directory\\n') 1",
    ]);
    expect(stderr).toEqual(['err']);
  });

  it('176 what failed says what it wrote', () => {
    const lines = linesOf(function* () {
      try {
        yield* start('echo a; echo b >&2; exit 3', {
          shell: true,
          captureOutput: true,
          check: true,
        });
      } catch (error) {
        if (!(error instanceof CalledProcessError)) throw error;
        yield* print(error.returncode, error.cmd, [error.stdout, error.output, error.stderr]);
      }
      const done = yield* start(['false']);
      yield* print(
        yield* raised(
          (function* () {
            yield* sleep(0);
            done.checkReturncode();
          })(),
        ),
      );
      (yield* start(['true'])).checkReturncode();
      yield* print(yield* raised(start(['cat'], { input: 'a', stdin: PIPE })));
      yield* print(yield* raised(start(['cat'], { captureOutput: true, stdout: PIPE })));
    });
    expect(lines).toEqual([
      "3 echo a; echo b >&2; exit 3 ['a\\n', 'a\\n', 'b\\n']",
      "subprocess.CalledProcessError: Command '['false']' returned non-zero exit status 1.",
      'ValueError: stdin and input arguments may not both be used.',
      'ValueError: stdout and stderr arguments may not be used with capture_output.',
    ]);
  });
});

describe('time and input', () => {
  it('176 communicate() goes on after its time is up; what was read is not lost', () => {
    const lines = linesOf(function* () {
      const p = yield* new Popen('echo part; sleep 6; echo rest', { shell: true, stdout: PIPE });
      try {
        yield* p.communicate(undefined, 3);
      } catch (error) {
        if (!(error instanceof TimeoutExpired)) throw error;
        yield* print(error.message, error.timeout, [error.stdout, error.stderr]);
      }
      yield* print(yield* p.communicate(), yield* monotonic());
      yield* print(
        yield* raised(start('sleep 9', { shell: true, captureOutput: true, timeout: 1 })),
      );
      yield* print(yield* monotonic());
      yield* print(yield* raised(call(['sleep', '5'], { timeout: 1 })), yield* monotonic());
    });
    const [line, other] = ["'echo part; sleep 6; echo rest'", "'sleep 9'"];
    const expired = 'subprocess.TimeoutExpired: Command';
    expect(lines).toEqual([
      `Command ${line} timed out after 3 seconds 3 ['part\\n', None]`,
      "('part\\nrest\\n', None) 6",
      `${expired} ${other} timed out after 1 seconds`,
      '7',
      `${expired} '['sleep', '5']' timed out after 1 seconds 8`,
    ]);
  });

  it('176 input, nothing to read, with, and signals', () => {
    const lines = linesOf(function* () {
      yield* print(yield* checkOutput(['cat'], { input: 'abc' }));
      yield* print(yield* checkOutput('cat -; echo after', { shell: true, input: 'abc' }));
      yield* print(
        yield* checkOutput(['cat'], { stdin: DEVNULL }),
        yield* call(['true'], { stdin: PIPE }),
      );
      // The program does not read its input.
      yield* print((yield* start(['true'], { input: 'x'.repeat(100) })).returncode);
      const p = yield* new Popen(['sleep', '2']);
      yield* p.with(function* (open) {
        yield* print(yield* open.poll());
      });
      yield* print(p.returncode, p.args, yield* monotonic());
      const q = yield* new Popen(['sleep', '9']);
      yield* q.sendSignal(9);
      yield* print(yield* q.wait(), yield* q.sendSignal(9), (yield* getpid()) !== q.pid);
    });
    expect(lines).toEqual([
      'abc',
      'abcafter\n',
      ' 0',
      '0',
      'None',
      "0 ['sleep', '2'] 2",
      '-9 None True',
    ]);
  });
});
