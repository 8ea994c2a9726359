/** Every export of the vocabulary occurs in the program of some scenario. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as atexit from '../program/atexit.ts';
import * as builtins from '../program/builtins.ts';
import * as concurrentFutures from '../program/concurrent-futures.ts';
import * as errno from '../program/errno.ts';
import * as functools from '../program/functools.ts';
import * as multiprocessing from '../program/multiprocessing.ts';
import * as connection from '../program/multiprocessing-connection.ts';
import * as os from '../program/os.ts';
import * as queue from '../program/queue.ts';
import * as random from '../program/random.ts';
import * as signal from '../program/signal.ts';
import * as socket from '../program/socket.ts';
import * as subprocess from '../program/subprocess.ts';
import * as sys from '../program/sys.ts';
import * as threading from '../program/threading.ts';
import * as time from '../program/time.ts';

/** Python's modules by file. */
const modules: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  atexit,
  builtins,
  'concurrent-futures': concurrentFutures,
  errno,
  functools,
  multiprocessing,
  'multiprocessing-connection': connection,
  os,
  queue,
  random,
  signal,
  socket,
  subprocess,
  sys,
  threading,
  time,
};

const here = new URL('.', import.meta.url);
const programs = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => readFileSync(new URL(`${name}/program.ts`, here), 'utf8'));

/** Whether a program imports the name, or the whole module. */
function imports(source: string, module: string, name: string): boolean {
  const from = `from '../../program/${module}\\.ts'`;
  const lists = source.matchAll(new RegExp(`import (?:type )?\\{([^}]*)\\} ${from}`, 'g'));
  const words = [...lists].flatMap(([, list = '']) => list.split(','));
  if (
    words.some(
      (word) =>
        word
          .trim()
          .replace(/^type /, '')
          .split(' ')[0] === name,
    )
  )
    return true;
  const spaces = source.matchAll(new RegExp(`import \\* as (\\w+) ${from}`, 'g'));
  return [...spaces].some(([, space]) => new RegExp(`\\b${space}\\.${name}\\b`).test(source));
}

const constructs = Object.entries(modules).flatMap(([module, exported]) =>
  Object.keys(exported).map((name) => `${module}.${name}`),
);
const isWatched = (construct: string): boolean => {
  const [module = '', name = ''] = construct.split('.');
  return programs.some((source) => imports(source, module, name));
};

/** Exports that no scenario uses, by reason. */
const exceptions: Readonly<Record<string, readonly string[]>> = {
  'a number that an exception has': Object.keys(errno).map((name) => `errno.${name}`),
  'names the type of what open() gives, which upper-case-server uses': ['builtins.TextIOWrapper'],
  'waits as as_completed() does, which executor shows': ['concurrent-futures.wait'],
  'for the vocabulary itself: Python has it not': [
    'functools.asPartial',
    'functools.callPartial',
    'functools.isPartial',
    'functools.callText',
  ],
  'the module; what is in it has a row of its own': ['multiprocessing.connection'],
  "waits for several at once: the thread that hands out executor's calls sits in it": [
    'multiprocessing-connection.wait',
  ],
  'as its like of threading, which has a scenario; processes-meet shows what differs': [
    'multiprocessing.BoundedSemaphore',
    'multiprocessing.Condition',
    'multiprocessing.RLock',
  ],
  'makes or shows a value, and nothing moves': [
    'functools.method',
    'builtins.float',
    'builtins.repr',
    'builtins.reprOf',
    'builtins.strOf',
    'builtins.str',
    'builtins.tuple',
  ],
  'asks, and nothing moves': [
    'multiprocessing.activeChildren',
    'multiprocessing.parentProcess',
    'os.WIFEXITED',
    'os.WEXITSTATUS',
    'os.WIFSIGNALED',
    'os.WTERMSIG',
    'os.WIFSTOPPED',
    'os.WSTOPSIG',
    'os.WIFCONTINUED',
    'threading.getIdent',
    'threading.getNativeId',
    'threading.mainThread',
    'signal.getsignal',
    'signal.strsignal',
  ],
  'says how the next processes begin; the same programs run either way': [
    'multiprocessing.setStartMethod',
  ],
  'ends one way of a connection, which upper-case-server closes': [
    'socket.SHUT_RD',
    'socket.SHUT_RDWR',
    'socket.SHUT_WR',
    'socket.socketpair',
  ],
  'says which socket, or which of its options': [
    'socket.AF_INET',
    'socket.AF_INET6',
    'socket.AF_UNIX',
    'socket.IPPROTO_TCP',
    'socket.SOCK_DGRAM',
    'socket.SOCK_STREAM',
    'socket.SOL_SOCKET',
    'socket.SOMAXCONN',
    'socket.SO_ACCEPTCONN',
    'socket.SO_BROADCAST',
    'socket.SO_ERROR',
    'socket.SO_KEEPALIVE',
    'socket.SO_LINGER',
    'socket.SO_RCVBUF',
    'socket.SO_REUSEADDR',
    'socket.SO_REUSEPORT',
    'socket.SO_SNDBUF',
    'socket.SO_TYPE',
    'socket.TCP_NODELAY',
  ],
  'writes to the console, as print() does': ['builtins.printWith', 'sys.stdout'],
  'carries bytes, as the pipe of parent-child-pipe carries messages': [
    'os.pipe',
    'os.read',
    'os.write',
    'os.close',
  ],
  'a flag of waitpid()': ['os.WNOHANG', 'os.WCONTINUED', 'os.WUNTRACED'],
  'draws as random() does': [
    'random.seed',
    'random.uniform',
    'random.randint',
    'random.randrange',
    'random.choice',
    'random.choices',
    'random.sample',
    'random.shuffle',
    'random.getrandbits',
    'random.gauss',
    'random.expovariate',
    'random.triangular',
    'random.Random',
    'random.randbytes',
    'random.normalvariate',
    'random.lognormvariate',
    'random.paretovariate',
    'random.weibullvariate',
  ],
  'runs when there is nothing left to watch but its own output': ['atexit.register'],
  "a thread's queue of no limit: executor's workers wait at one": ['queue.SimpleQueue'],
  'graceful-stop shows what a handler does, and what there is without one': [
    'signal.defaultIntHandler',
    'signal.SIG_DFL',
    'signal.SIGINT',
    'signal.SIGUSR2',
    'signal.SIGPIPE',
    'signal.SIGCHLD',
    'signal.SIGCONT',
    'signal.SIGSTOP',
    'signal.raiseSignal',
    'signal.SIG_IGN',
    'signal.SIGKILL',
    'signal.SIGUSR1',
    'signal.pause',
  ],
  'sends what Process.terminate() and kill() send: exit-codes, graceful-stop': ['os.kill'],
  'call() and run() are made of it, which subprocess shows': [
    'subprocess.Popen',
    'subprocess.checkCall',
    'subprocess.checkOutput',
    'subprocess.CalledProcessError',
    'subprocess.CompletedProcess',
    'subprocess.TimeoutExpired',
    'subprocess.getoutput',
    'subprocess.getstatusoutput',
  ],
  'a number or a word that calls take': [
    'threading.TIMEOUT_MAX',
    'subprocess.PIPE',
    'subprocess.STDOUT',
    'subprocess.DEVNULL',
    'sys.stdin',
  ],
};

const excepted = Object.values(exceptions).flat();

describe('the vocabulary', () => {
  it('is there to be watched', () => {
    const hidden = constructs.filter((construct) => !isWatched(construct));
    expect(hidden.filter((construct) => !excepted.includes(construct))).toEqual([]);
  });

  it('has exceptions for what is there, each once', () => {
    expect(excepted.filter((construct) => !constructs.includes(construct))).toEqual([]);
    expect(new Set(excepted).size).toBe(excepted.length);
  });

  it('is found by what programs import, not by words in them', () => {
    const [source = ''] = programs.filter((text) => text.includes('import * as threading'));
    expect(imports(source, 'threading', 'Barrier')).toBe(true);
    expect(imports(source, 'threading', 'Timer')).toBe(false);
    expect(
      imports("import { Lock as L } from '../../program/threading.ts';", 'threading', 'Lock'),
    ).toBe(true);
    expect(imports('// a Lock', 'threading', 'Lock')).toBe(false);
  });
});
