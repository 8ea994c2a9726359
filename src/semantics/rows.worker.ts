/** A thread Worker for tests: its programs are the rows, by name. */
import { bug } from '../base/bug.ts';
import type { FromWorker, ToWorker } from '../engines/live/protocol.ts';
import { ThreadWorker } from '../engines/live/worker/thread-worker.ts';
import { rows } from './rows.ts';

const worker = new ThreadWorker({
  post: (message: FromWorker) => postMessage(message),
  loadProgram: async (name) =>
    rows.find((row) => row.name === name)?.program() ?? bug(`no row called ${name}`),
});

onmessage = ({ data }: MessageEvent<ToWorker>) => worker.receive(data);
