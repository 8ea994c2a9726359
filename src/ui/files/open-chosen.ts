import { messageOf, notify } from '../../store/notices.ts';

const tell = (error: unknown) => notify({ kind: 'load', message: messageOf(error) });

/** The code that reads files is loaded with the first file. */
export function openChosen(file: Blob, name: string, others: readonly File[] = []): void {
  import('../../store/open-file.ts')
    .then(({ openAndTell }) => openAndTell(file, name, others))
    .catch(tell);
}

/** A file is being dragged over the page, or chosen. */
export function expectChosen(): void {
  import('../../store/open-file.ts').then(({ expectTrace }) => expectTrace()).catch(tell);
}

/** Opens a trace from an address. */
export function openFrom(address: string): void {
  import('../../store/open-file.ts').then(({ openAddress }) => openAddress(address)).catch(tell);
}
