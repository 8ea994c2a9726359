/** An exit status can be taken once: results of other calls afterwards. Rows 110, 112, 117, 165, 166 and 176. */
import { describe, expect, it } from 'vitest';
import { print, reprOf } from '../program/builtins.ts';
import { activeChildren, Process } from '../program/multiprocessing.ts';
import * as os from '../program/os.ts';
import { _exit } from '../program/os.ts';
import type { Steps } from '../program/steps.ts';
import { PIPE, Popen } from '../program/subprocess.ts';
import * as sys from '../program/sys.ts';
import { sleep } from '../program/time.ts';
import { prints, raised } from './process-runs.ts';

// eslint-disable-next-line require-yield
function* leave(): Steps<void> {
  sys.exit(3);
}

function* started(): Steps<Process> {
  const p = yield* new Process({ target: leave });
  yield* p.start();
  return p;
}

const failing = () => new Popen('exit 3', { shell: true });

const takers: Readonly<Record<string, (pid: number) => Steps<readonly [number, number]>>> = {
  'waitpid(pid, 0)': (pid) => os.waitpid(pid),
  'wait()': () => os.wait(),
  'waitpid(-1, 0)': () => os.waitpid(-1),
  'waitpid(0, 0)': () => os.waitpid(0),
};

describe.each(Object.entries(takers))('%s takes the status', (_name, take) => {
  it('110 112 117 of a Process, which lives for ever from then on', () => {
    const lines = prints({
      *main(): Steps<void> {
        const p = yield* started();
        yield* print((yield* take((yield* p.pid())!))[1]);
        yield* print(yield* p.isAlive(), yield* p.exitcode());
        yield* p.join();
        yield* p.join(0.2);
        yield* print(yield* p.isAlive(), yield* p.exitcode(), (yield* activeChildren()).length);
        yield* p.terminate();
        yield* p.kill();
        yield* print(yield* raised(p.close()));
        yield* print(yield* raised(os.wait()));
        yield* print((yield* reprOf(p)).replaceAll(/\d{2,}/g, 'N'));
      },
      leave,
    });
    expect(lines).toEqual([
      '768',
      'True None',
      'True None 1',
      'ValueError: Cannot close a process while it is still running. You should first call join() or terminate().',
      'ChildProcessError: [Errno 10] No child processes',
      "<Process name='Process-1' pid=N parent=N started>",
    ]);
  });

  it('176 of a Popen, which says 0', () => {
    const lines = prints({
      *main(): Steps<void> {
        const p = yield* failing();
        yield* print((yield* take(p.pid))[1], p.returncode);
        yield* print(yield* p.poll(), p.returncode, yield* p.wait());
        const q = yield* failing();
        yield* take(q.pid);
        yield* print(yield* q.wait(1), q.returncode);
        const r = yield* new Popen('exit 3', { shell: true, stdout: PIPE });
        yield* take(r.pid);
        yield* print(...(yield* r.communicate()), r.returncode);
        const s = yield* failing();
        yield* take(s.pid);
        yield* s.terminate();
        yield* print(s.returncode);
      },
    });
    expect(lines).toEqual(['768 None', '0 0 0', '0 0', ' None 0', '0']);
  });
});

describe('a status that was taken', () => {
  it('165 by a join is not there for wait()', () => {
    const gone = 'ChildProcessError: [Errno 10] No child processes';
    const lines = prints({
      *main(): Steps<void> {
        const p = yield* started();
        yield* p.join();
        yield* print(yield* raised(os.waitpid((yield* p.pid())!)), yield* p.exitcode());
        const q = yield* failing();
        yield* q.wait();
        yield* print(yield* raised(os.wait()), q.returncode);
        yield* print(yield* raised(os.waitpid(yield* os.getpid())));
      },
      leave,
    });
    expect(lines).toEqual([`${gone} 3`, `${gone} 3`, gone]);
  });

  it('176 terminate() of one that has ended finds out, and sends nothing', () => {
    const lines = prints({
      *main(): Steps<void> {
        const p = yield* failing();
        yield* sleep(0.2);
        yield* print(p.returncode);
        yield* p.terminate();
        yield* print(p.returncode);
      },
    });
    expect(lines).toEqual(['None', '3']);
  });

  it('166 waitpid(0, WNOHANG) looks at all children', () => {
    const lines = prints({
      *main(): Steps<void> {
        const pid = yield* os.fork();
        if (pid === 0) {
          yield* sleep(0.2);
          yield* _exit(0);
        }
        yield* print((yield* os.waitpid(0, os.WNOHANG))[0]);
        yield* sleep(0.3);
        yield* print((yield* os.waitpid(0, os.WNOHANG))[0] === pid);
      },
    });
    expect(lines).toEqual(['0', 'True']);
  });
});
