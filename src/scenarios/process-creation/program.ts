/** Four events after which there is a new process. */
import { input, print } from '../../program/builtins.ts';
import { Process } from '../../program/multiprocessing.ts';
import { _exit, fork, getpid, wait } from '../../program/os.ts';
import type { Steps } from '../../program/steps.ts';
import { call } from '../../program/subprocess.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

const SERVICES = ['clock', 'logger', 'network', 'mail', 'printer'];

export function* main({ way, count, work }: Params): Steps<void> {
  if (way === 'system') {
    for (const name of SERVICES.slice(0, count)) {
      const service = yield* new Process({ target: serve, args: [name, work], name, daemon: true }); // [create-service]
      yield* service.start(); // [start-service]
    }
    yield* sleep(3 * work); // [run]
    yield* print('the system shuts down'); // [shut-down]
  } else if (way === 'call') {
    for (let number = 1; number <= count; number++) {
      if ((yield* fork()) /* [fork] */ === 0) {
        yield* sleep(work * number); // [help]
        yield* print(`helper ${number} is done: pid ${yield* getpid()}`); // [helped]
        yield* _exit(0); // [exit]
      }
    }
    for (let number = 1; number <= count; number++) {
      yield* wait(); // [wait]
    }
    yield* print('all helpers have ended'); // [all-helped]
  } else if (way === 'request') {
    for (let number = 1; number <= count; number++) {
      const command = yield* input('$ '); // [ask]
      const code = yield* call(command, { shell: true }); // [obey]
      yield* print('exit code', code); // [code]
    }
  } else {
    for (let number = 1; number <= count; number++) {
      const name = `job ${number}`;
      const job = yield* new Process({ target: doJob, args: [number, work], name }); // [create-job]
      yield* job.start(); // [start-job]
      yield* job.join(); // [join-job]
    }
    yield* print('the batch is done'); // [batch-done]
  }
}

export function* serve(name: string, work: number): Steps<void> {
  yield* print(`${name} is up: pid ${yield* getpid()}`); // [up]
  while (true) {
    yield* sleep(work); // [serve]
  }
}

export function* doJob(number: number, work: number): Steps<void> {
  yield* sleep(work); // [do-job]
  yield* print(`job ${number} is done by pid ${yield* getpid()}`); // [job-done]
}
