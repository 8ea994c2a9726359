/** Exit statuses that nobody takes, or that several threads ask for at once. Cases 112, 117, 165, 166, 175 and 176. */
import { print } from '../program/builtins.ts';
import * as mp from '../program/multiprocessing.ts';
import * as os from '../program/os.ts';
import { _exit as leave } from '../program/os.ts';
import * as signal from '../program/signal.ts';
import type { Steps } from '../program/steps.ts';
import { getstatusoutput, PIPE, Popen } from '../program/subprocess.ts';
import { exit } from '../program/sys.ts';
import { sleep } from '../program/time.ts';
import { type Row, spawn, tell } from './row.ts';

function* ends(code: number): Steps<void> {
  yield* sleep(0);
  exit(code);
}
function* started(code: number): Steps<mp.Process<[code: number]>> {
  const p = yield* new mp.Process({ target: ends, args: [code] });
  yield* p.start();
  yield* sleep(0.2);
  return p;
}
function* waits(p: Popen): Steps<void> {
  yield* print(yield* p.wait());
}

const PY = `
      import multiprocessing as mp, signal, subprocess
      from subprocess import Popen, PIPE
      def ends(code): sys.exit(code)
      def started(code):
          p = mp.Process(target=ends, args=(code,))
          p.start()
          time.sleep(.2)
          return p
      def waits(p): print(p.wait())
`;

const row = (
  name: string,
  main: () => Steps<void>,
  out: readonly string[],
  python: string,
): Row => ({ name, program: () => ({ main, ends, waits }), out, python: PY + python });

const NO_CHILD = 'ChildProcessError: [Errno 10] No child processes';

export const statusRows: readonly Row[] = [
  row(
    '117 start() takes the statuses of the processes that have ended before; a fork and a Popen do not',
    function* () {
      const p = yield* started(3);
      const fork = yield* os.fork();
      if (fork === 0) yield* leave(4);
      const q = yield* new Popen('exit 5', { shell: true });
      yield* print(yield* q.wait(), (yield* os.waitpid(fork, 0))[1]);
      yield* os.kill((yield* p.pid())!, 0);
      const r = yield* started(6);
      yield* tell(os.kill((yield* p.pid())!, 0));
      yield* print((yield* os.wait())[1], yield* p.exitcode(), yield* r.exitcode());
      yield* tell(os.wait());
    },
    ['5 1024', 'ProcessLookupError: [Errno 3] No such process', '1536 3 None', NO_CHILD],
    `
      p = started(3)
      fork = os.fork()
      if fork == 0: os._exit(4)
      q = Popen('exit 5', shell=True)
      print(q.wait(), os.waitpid(fork, 0)[1])
      os.kill(p.pid, 0)
      r = started(6)
      tell(os.kill, p.pid, 0)
      print(os.wait()[1], p.exitcode, r.exitcode)
      tell(os.wait)`,
  ),
  row(
    '166 who ignores SIGCHLD never gets a status',
    function* () {
      yield* signal.signal(signal.SIGCHLD, signal.SIG_IGN);
      const p = yield* started(3);
      yield* p.join();
      yield* print(yield* p.exitcode(), yield* p.isAlive());
      const q = yield* new Popen('exit 4', { shell: true });
      yield* print(yield* q.wait());
      const pid = yield* os.fork();
      if (pid === 0) {
        yield* sleep(0.2);
        yield* leave(5);
      }
      yield* print(yield* os.waitpid(pid, os.WNOHANG));
      yield* tell(os.waitpid(pid, 0));
      yield* tell(os.kill(pid, 0));
      yield* signal.signal(signal.SIGCHLD, signal.SIG_DFL);
      const r = yield* started(6);
      yield* print(yield* r.exitcode());
    },
    ['None True', '0', '(0, 0)', NO_CHILD, 'ProcessLookupError: [Errno 3] No such process', '6'],
    `
      signal.signal(signal.SIGCHLD, signal.SIG_IGN)
      p = started(3)
      p.join()
      print(p.exitcode, p.is_alive())
      q = Popen('exit 4', shell=True)
      print(q.wait())
      pid = os.fork()
      if pid == 0: time.sleep(.2); os._exit(5)
      print(os.waitpid(pid, os.WNOHANG))
      tell(os.waitpid, pid, 0)
      tell(os.kill, pid, 0)
      signal.signal(signal.SIGCHLD, signal.SIG_DFL)
      r = started(6)
      print(r.exitcode)`,
  ),
  row(
    '176 threads that wait for the same Popen all hear its code',
    function* () {
      const p = yield* new Popen('sleep 1; exit 3', { shell: true });
      const [one, two] = [yield* spawn(waits, p), yield* spawn(waits, p)];
      yield* waits(p);
      yield* one.join();
      yield* two.join();
      yield* tell(os.waitpid(p.pid, 0));
      yield* print(yield* p.poll());
    },
    ['3', '3', '3', NO_CHILD, '3'],
    `
      p = Popen('sleep 1; exit 3', shell=True)
      one, two = spawn(waits, p), spawn(waits, p)
      waits(p)
      one.join()
      two.join()
      tell(os.waitpid, p.pid, 0)
      print(p.poll())`,
  ),
  row(
    '175 176 what communicate() and getstatusoutput() give is a tuple',
    function* () {
      const p = yield* new Popen('echo hi; exit 3', { shell: true, stdout: PIPE });
      yield* print(yield* p.communicate(), yield* getstatusoutput('echo hi; exit 3'));
    },
    ["('hi\\n', None) (3, 'hi')"],
    `
      p = Popen('echo hi; exit 3', shell=True, stdout=PIPE, text=True)
      print(p.communicate(), subprocess.getstatusoutput('echo hi; exit 3'))`,
  ),
];
