/** Entry of the lab's Worker: CPython. */
import { LabHost } from '../engines/lab/worker/lab-host.ts';
import type { Begin } from '../engines/lab/begin.ts';
import type { FromModel, ToModel } from '../engines/model/host/protocol.ts';

// Saved before the Worker is locked down.
const post = postMessage.bind(globalThis);
let host: LabHost | undefined;

onmessage = ({ data }: MessageEvent<Begin | ToModel>) => {
  if (data.type === 'begin') {
    host = new LabHost(
      (message: FromModel, transfer: ArrayBuffer[] = []) => post(message, transfer),
      data.code,
    );
  } else host?.receive(data);
};
