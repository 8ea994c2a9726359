/** Entry of the kernel Worker, for pages without shared memory. */
import { KernelHost } from '../engines/live/worker/kernel-host.ts';
import type { FromHost, ToHost } from '../engines/live/protocol.ts';

const host = new KernelHost((message: FromHost) => postMessage(message));

onmessage = ({ data }: MessageEvent<ToHost>) => host.receive(data);
