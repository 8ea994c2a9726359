import { messageOf, notify } from '../../store/notices.ts';

/** What reads files is fetched with the first of them. */
export function openChosen(file: File): void {
  import('../../store/file-actions.ts')
    .then(({ openFile }) => openFile(file))
    .catch((error: unknown) => notify({ kind: 'load', message: messageOf(error) }));
}
