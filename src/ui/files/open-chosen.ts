import { messageOf, notify } from '../../store/notices.ts';

const tell = (error: unknown) => notify({ kind: 'load', message: messageOf(error) });

/** What reads files is fetched with the first of them. */
export function openChosen(file: Blob, name: string, others: readonly File[] = []): void {
  import('../../store/open-file.ts')
    .then(({ openAndTell }) => openAndTell(file, name, others))
    .catch(tell);
}

/** A file is dragged over the page, or about to be chosen. */
export function expectChosen(): void {
  import('../../store/open-file.ts').then(({ expectTrace }) => expectTrace()).catch(tell);
}

/** A trace that stands at an address. */
export function openFrom(address: string): void {
  import('../../store/open-file.ts').then(({ openAddress }) => openAddress(address)).catch(tell);
}
