/** Entry of the lab's Worker: CPython. */
import { LabHost } from '../engines/lab/worker/lab-host.ts';
import type { FromModel, ToModel } from '../engines/model/host/protocol.ts';

// Saved before the Worker is locked down.
const post = postMessage.bind(globalThis);
const host = new LabHost((message: FromModel, transfer: ArrayBuffer[] = []) =>
  post(message, transfer),
);

onmessage = ({ data }: MessageEvent<ToModel>) => host.receive(data);
