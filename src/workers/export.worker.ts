/** Entry of the export Worker. */
import type { FromExporter, ToExporter } from '../export/client/protocol.ts';
import { textOf } from '../export/text-of.ts';
import { Trace } from '../trace/trace.ts';

let picture: OffscreenCanvasRenderingContext2D | null = null;

onmessage = async ({ data }: MessageEvent<ToExporter>) => {
  const answer = await answerTo(data).catch((error: unknown): FromExporter => ({
    kind: 'failed',
    message: error instanceof Error ? error.message : String(error),
  }));
  if (answer !== undefined) postMessage(answer);
};

async function answerTo(asked: ToExporter): Promise<FromExporter | undefined> {
  switch (asked.kind) {
    case 'text': {
      const { format, trace, type } = asked;
      const text = textOf(format, Trace.unpack(trace), asked);
      return { kind: 'file', file: new Blob([text], { type }) };
    }
    case 'picture':
      picture = new OffscreenCanvas(asked.width, asked.height).getContext('2d');
      return undefined;
    case 'band':
      picture?.drawImage(asked.pixels, 0, asked.top);
      asked.pixels.close();
      return undefined;
    case 'end':
      if (picture === null) throw new Error('there is no canvas');
      return { kind: 'file', file: await picture.canvas.convertToBlob({ type: 'image/png' }) };
  }
}
