/** A thread Worker for tests: its programs are the live ones, by name. */
import { bug } from '../base/bug.ts';
import type { FromWorker, ToWorker } from '../engines/live/protocol.ts';
import { ThreadWorker } from '../engines/live/worker/thread-worker.ts';
import { livePrograms } from './live-programs.ts';

const worker = new ThreadWorker({
  post: (message: FromWorker) => postMessage(message),
  loadProgram: async (name) => livePrograms[name]?.() ?? bug(`no program called ${name}`),
});

onmessage = ({ data }: MessageEvent<ToWorker>) => worker.receive(data);
