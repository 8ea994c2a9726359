/** Entry of the lab's Worker: CPython, away from the page. */
import { LabHost } from '../engines/lab/worker/lab-host.ts';
import type { FromModel, ToModel } from '../engines/model/host/protocol.ts';

const host = new LabHost((message: FromModel, transfer: ArrayBuffer[] = []) =>
  postMessage(message, transfer),
);

onmessage = ({ data }: MessageEvent<ToModel>) => host.receive(data);
