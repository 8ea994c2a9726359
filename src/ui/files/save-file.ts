import type { SavedFile } from '../../store/file-actions.ts';

/** Time for the browser to begin the download. */
const KEPT_MS = 10_000;

/** Downloads a file. */
export function saveFile({ name, content }: SavedFile): void {
  const anchor = document.createElement('a');
  anchor.href = URL.createObjectURL(
    typeof content === 'string' ? new Blob([content], { type: 'application/json' }) : content,
  );
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), KEPT_MS);
}
