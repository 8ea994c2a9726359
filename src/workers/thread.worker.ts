/** Entry of a thread Worker. The handler is set at once: an earlier message would be lost. */
import { ThreadWorker } from '../engines/live/worker/thread-worker.ts';
import type { FromWorker, ToWorker } from '../engines/live/protocol.ts';
import { loadProgram } from '../scenarios/programs.ts';

const worker = new ThreadWorker({
  post: (message: FromWorker) => postMessage(message),
  loadProgram,
});

onmessage = ({ data }: MessageEvent<ToWorker>) => worker.receive(data);
