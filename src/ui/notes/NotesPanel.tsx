import { X } from 'lucide-react';
import { useTranslation } from '../use-translation.ts';
import { app, noWords } from '../../store/app-state.ts';
import { showNote } from '../../store/note-actions.ts';
import { Button } from '../controls/Button.tsx';
import { useApp } from '../use-app.ts';
import { placeName, startOf } from './note-place.ts';
import './NotesPanel.css';

/** Notes by the link's author, each linked to its anchor. */
export function NotesPanel() {
  const { t } = useTranslation(['ui', 'share']);
  const { title, notes } = useApp((state) => state.words);
  const names = useApp(({ world }) => world.names);
  const threads = useApp(({ session, eventCount }) =>
    eventCount < 0 ? 0 : (session?.trace.threads.length ?? 0),
  );
  // A later note may answer the open question.
  const until = useApp(({ curtain, world }) => (curtain === undefined ? Infinity : world.time));
  return (
    <section className="notes" aria-label={t('share:notes')}>
      {title !== undefined && <h2 className="notes-title">{title}</h2>}
      <ol className="notes-list">
        {notes.map((note, i) => (
          <li key={i} hidden={startOf(note.place) > until}>
            <button type="button" className="note" onClick={() => showNote(note)}>
              <span className="note-place figures">{placeName(note.place, names, threads)}</span>
              {note.text}
            </button>
          </li>
        ))}
      </ol>
      <Button
        className="notes-close"
        icon={<X size={14} />}
        aria-label={t('share:dropNotes')}
        title={t('share:dropNotes')}
        onClick={() =>
          app.setState(({ words }) => ({ words: { ...noWords, lesson: words.lesson } }))
        }
      />
    </section>
  );
}
