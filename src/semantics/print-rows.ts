/** print(sep, end, flush), the buffer of a process, and its loss. Case 181. */
import * as atexit from '../program/atexit.ts';
import { print, printWith, PyError } from '../program/builtins.ts';
import { Process } from '../program/multiprocessing.ts';
import * as os from '../program/os.ts';
import { _exit } from '../program/os.ts';
import type { Steps } from '../program/steps.ts';
import * as sys from '../program/sys.ts';
import { sleep } from '../program/time.ts';
import { type Row, spawn } from './row.ts';

function* part(text: string, seconds: number, end: string): Steps<void> {
  yield* printWith({ end: '' }, text);
  yield* sleep(seconds);
  yield* printWith({ end });
}
function* partAndStop(how: string): Steps<void> {
  yield* printWith({ end: '' }, how, '');
  if (how === 'exit') sys.exit(0);
  if (how === '_exit') yield* _exit(0);
  if (how === 'kill') yield* os.kill(yield* os.getpid(), 9);
}
function* last(): Steps<void> {
  yield* print('last');
}
function* writes(name: string): Steps<void> {
  yield* sleep(0.4);
  yield* os.write(1, `${name} thread\n`);
}
function* endsBeforeThread(name: string): Steps<void> {
  yield* spawn(writes, name);
  yield* printWith({ end: ' ' }, `of ${name},`);
}

const PY = `
      import sys, os, time, threading, atexit, builtins, multiprocessing as mp
      print = builtins.print
      sys.stdout.reconfigure(line_buffering=True, write_through=False)
      def part(text, seconds, end):
          print(text, end='')
          time.sleep(seconds)
          print(end=end)
      def part_and_stop(how):
          print(how, '', end='')
          if how == 'exit': sys.exit(0)
          if how == '_exit': os._exit(0)
          if how == 'kill': os.kill(os.getpid(), 9)
`;

const row = (
  name: string,
  main: () => Steps<unknown>,
  out: readonly string[],
  python: string,
  err: readonly string[] = [],
): Row => ({
  name: `181 ${name}`,
  program: () => ({ main, part, partAndStop, last, writes, endsBeforeThread }),
  out,
  err,
  python: PY + python,
});

export const printRows: readonly Row[] = [
  row(
    'between and after the values',
    function* () {
      yield* printWith({ sep: '-', end: '!\n' }, 1, 'a', null);
      yield* printWith({ sep: '' }, 1, 2);
      yield* printWith({ sep: '\n' }, 1, 2);
      yield* printWith({ end: '' });
      yield* printWith({ end: '' }, 'x', 'y');
      yield* printWith({}, [1]);
      yield* sys.stdout.write('z');
      yield* print(yield* sys.stdout.write('w'));
    },
    ['1-a-None!', '12', '1', '2', 'x y[1]', 'zw1'],
    `
      print(1, 'a', None, sep='-', end='!\\n')
      print(1, 2, sep='')
      print(1, 2, sep='\\n')
      print(end='')
      print('x', 'y', end='')
      print([1])
      sys.stdout.write('z')
      print(sys.stdout.write('w'))`,
  ),
  row(
    'threads of a process write into one line',
    function* () {
      const t = yield* spawn(part, 'b', 0.2, ' B\n');
      yield* sleep(0.1);
      yield* part('a', 0.2, ' A\n');
      yield* t.join();
    },
    ['ba B', ' A'],
    `
      t = threading.Thread(target=part, args=('b', .2, ' B\\n'))
      t.start()
      time.sleep(.1)
      part('a', .2, ' A\\n')
      t.join()`,
  ),
  row(
    'a process keeps its part of a line to itself until the line ends',
    function* () {
      const p = yield* new Process({ target: part, args: ['b', 0.2, ' B\n'] });
      yield* p.start();
      yield* sleep(0.1);
      yield* part('a', 0.2, ' A\n');
      yield* p.join();
    },
    ['b B', 'a A'],
    `
      p = mp.Process(target=part, args=('b', .2, ' B\\n'))
      p.start()
      time.sleep(.1)
      part('a', .2, ' A\\n')
      p.join()`,
  ),
  row(
    'what is flushed is in the line of the others',
    function* () {
      yield* printWith({ end: '', flush: true }, 'a');
      const p = yield* new Process({ target: part, args: ['b', 0, ' B\n'] });
      yield* p.start();
      yield* p.join();
      yield* printWith({ end: '' }, 'c');
      yield* sys.stdout.flush();
      yield* os.write(1, 'd');
      yield* print('e');
    },
    ['ab B', 'cde'],
    `
      print('a', end='', flush=True)
      p = mp.Process(target=part, args=('b', 0, ' B\\n'))
      p.start()
      p.join()
      print('c', end='')
      sys.stdout.flush()
      os.write(1, b'd')
      print('e')`,
  ),
  row(
    '164 os.fork() copies what is kept, and it is written twice',
    function* () {
      yield* printWith({ end: '' }, 'half ');
      const pid = yield* os.fork();
      if (pid > 0) yield* os.waitpid(pid);
      yield* print(pid > 0 ? 'parent' : 'child');
    },
    ['half child', 'half parent'],
    `
      print('half ', end='')
      pid = os.fork()
      if pid > 0: os.waitpid(pid, 0)
      print('parent' if pid > 0 else 'child')`,
  ),
  row(
    '122 multiprocessing writes it before it starts a process',
    function* () {
      yield* printWith({ end: '' }, 'half ');
      const p = yield* new Process({ target: part, args: ['child', 0, '\n'] });
      yield* p.start();
      yield* p.join();
      yield* print('parent');
    },
    ['half child', 'parent'],
    `
      print('half ', end='')
      p = mp.Process(target=part, args=('child', 0, '\\n'))
      p.start()
      p.join()
      print('parent')`,
  ),
  row(
    'who ends by itself writes it, who is killed or leaves at once does not',
    function* () {
      for (const how of ['return', 'exit', '_exit', 'kill']) {
        const p = yield* new Process({ target: partAndStop, args: [how] });
        yield* p.start();
        yield* p.join();
        yield* print(yield* p.exitcode());
      }
    },
    ['return 0', 'exit 0', '0', '-9'],
    `
      for how in 'return', 'exit', '_exit', 'kill':
          p = mp.Process(target=part_and_stop, args=(how,))
          p.start()
          p.join()
          print(p.exitcode)`,
  ),
  row(
    'the last part comes after the callbacks of atexit',
    function* () {
      yield* atexit.register(last);
      yield* printWith({ end: '' }, 'first ');
      yield* printWith({ end: '' }, 'then ');
    },
    ['first then last'],
    `
      atexit.register(print, 'last')
      print('first ', end='')
      print('then ', end='')`,
  ),
  row(
    'the main program writes it when its code is over, before it waits for its threads; a Process at its very end',
    function* () {
      const p = yield* new Process({ target: endsBeforeThread, args: ['process'] });
      yield* p.start();
      yield* p.join();
      const pid = yield* os.fork();
      if (pid > 0) yield* os.waitpid(pid);
      yield* endsBeforeThread(pid > 0 ? 'main' : 'fork');
      if (pid === 0) throw new PyError('ValueError', 'x');
    },
    ['process thread', 'of process, of fork, fork thread', 'of main, main thread'],
    `
      def writes(name):
          time.sleep(.4)
          os.write(1, f'{name} thread\\n'.encode())
      def ends_before_thread(name):
          threading.Thread(target=writes, args=(name,)).start()
          print(f'of {name},', end=' ')
      p = mp.Process(target=ends_before_thread, args=('process',))
      p.start()
      p.join()
      pid = os.fork()
      if pid > 0: os.waitpid(pid, 0)
      ends_before_thread('main' if pid > 0 else 'fork')
      if pid == 0: raise ValueError('x')`,
    ['ValueError: x'],
  ),
  row(
    'what stands behind the text with the end of the line is kept',
    function* () {
      for (const texts of [
        ['a', 'b\n', 'c'],
        ['d\r', 'e'],
        ['f', 'g\nh'],
      ]) {
        const pid = yield* os.fork();
        if (pid === 0) {
          yield* printWith({ end: '' }, ...texts);
          yield* _exit(0);
        }
        yield* os.waitpid(pid);
      }
      yield* print('.');
      yield* printWith({ end: '' }, 'i\n', 'j');
      yield* os.write(1, 'k\n');
      yield* print('l');
    },
    ['a b', 'd\rf g', 'h.', 'i', 'k', ' jl'],
    `
      for texts in ('a', 'b\\n', 'c'), ('d\\r', 'e'), ('f', 'g\\nh'):
          pid = os.fork()
          if pid == 0:
              print(*texts, end='')
              os._exit(0)
          os.waitpid(pid, 0)
      print('.')
      print('i\\n', 'j', end='')
      os.write(1, b'k\\n')
      print('l')`,
  ),
  row(
    'os.write() passes what print() has kept',
    function* () {
      yield* printWith({ end: '' }, 'kept');
      yield* print(yield* os.write(1, 'first\n'));
    },
    ['first', 'kept6'],
    `
      print('kept', end='')
      print(os.write(1, b'first\\n'))`,
  ),
];
