/** Entry of the Worker that reads files. */
import type { FromImporter, ToImporter } from '../import/client/protocol.ts';
import { readFile } from '../import/worker/read-file.ts';
import { rehearse } from '../import/worker/rehearse.ts';

onmessage = ({ data }: MessageEvent<ToImporter>) => {
  if (data.kind === 'rehearse') {
    rehearse();
    return;
  }
  const post = (message: FromImporter, transfer: Transferable[] = []) =>
    postMessage(message, transfer);
  // It answers, whatever happens.
  void readFile(data.file, post);
};
