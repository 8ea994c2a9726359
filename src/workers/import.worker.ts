/** Entry of the import Worker. */
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
  // readFile always answers.
  void readFile(data.file, post);
};
