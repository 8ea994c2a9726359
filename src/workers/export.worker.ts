/** Entry of the Worker that writes files. */
import type { FromExporter, ToExporter } from '../export/client/protocol.ts';
import { textOf } from '../export/text-of.ts';
import { Trace } from '../trace/trace.ts';

onmessage = ({ data }: MessageEvent<ToExporter>) => {
  postMessage(answer(data));
};

function answer({ format, trace, type, ...telling }: ToExporter): FromExporter {
  try {
    const text = textOf(format, Trace.unpack(trace), telling);
    return { kind: 'file', file: new Blob([text], { type }) };
  } catch (error) {
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}
