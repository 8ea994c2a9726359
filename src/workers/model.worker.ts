/** Entry of the model's Worker: runs programs under a scheduler. */
import { StepHost } from '../engines/model/host/step-host.ts';
import type { FromModel, ToModel } from '../engines/model/host/protocol.ts';
import { loadProgram } from '../scenarios/programs.ts';

const turns = new MessageChannel();
const waiting: (() => void)[] = [];
turns.port1.onmessage = () => waiting.shift()?.();

const host = new StepHost({
  post: (message: FromModel, transfer: ArrayBuffer[] = []) => postMessage(message, transfer),
  loadProgram,
  defer(act) {
    waiting.push(act);
    turns.port2.postMessage(null);
  },
});

onmessage = ({ data }: MessageEvent<ToModel>) => host.receive(data);
