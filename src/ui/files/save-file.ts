import type { SavedFile } from '../../store/file-actions.ts';

/** How long the browser may take to begin a download. */
const KEPT_MS = 10_000;

/** Hands a file to the browser, as a download. */
export function saveFile({ name, content }: SavedFile): void {
  const anchor = document.createElement('a');
  anchor.href = URL.createObjectURL(
    typeof content === 'string' ? new Blob([content], { type: 'application/json' }) : content,
  );
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), KEPT_MS);
}
