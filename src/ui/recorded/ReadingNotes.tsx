import { useTranslation } from '../use-translation.ts';
import type { Note } from '../../trace/reading-notes.ts';

/** What the import left out or repaired, with number and first occurrence. */
export function ReadingNotes({ notes }: { readonly notes: readonly Note[] }) {
  const { t } = useTranslation('recorded');
  if (notes.length === 0) return null;
  return (
    <details className="recorded-notes">
      <summary>{t('notes.summary', { count: notes.length })}</summary>
      <ul>
        {notes.map(({ kind, count, first, detail }) => (
          <li key={kind}>
            {t(`notes.${kind}`, { count, detail })}
            {first > 0 && t('notes.first', { first })}
          </li>
        ))}
      </ul>
    </details>
  );
}
