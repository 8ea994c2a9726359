import { Plus, X } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from '../use-translation.ts';
import { MAX_NOTE, MAX_NOTES, MAX_TITLE } from '../../share/link.ts';
import { placesForNotes, setNotes, setTitle } from '../../store/note-actions.ts';
import { Button } from '../controls/Button.tsx';
import { placeName } from '../notes/note-place.ts';
import { useApp } from '../use-app.ts';

/** Title, and notes anchored to the selection or to the cursor: they are included in the link. */
export function WordsEditor() {
  const { t } = useTranslation(['ui', 'share']);
  const titleId = useId();
  const { title, notes } = useApp((state) => state.words);
  const names = useApp(({ world }) => world.names);
  const [places] = useState(placesForNotes);
  const [chosen, choose] = useState(0);
  const [text, setText] = useState('');
  const threads = useApp(({ session }) => session?.trace.threads.length ?? 0);
  const place = places[chosen];
  const trimmed = text.trim();
  const add = () => {
    if (place === undefined || trimmed === '' || notes.length >= MAX_NOTES) return;
    setNotes([...notes, { place, text: trimmed }]);
    setText('');
  };
  return (
    <div className="share-words">
      <label htmlFor={titleId}>{t('share:title')}</label>
      <input
        id={titleId}
        className="share-field"
        maxLength={MAX_TITLE}
        value={title ?? ''}
        onChange={({ currentTarget }) => setTitle(currentTarget.value)}
      />
      <span>{t('share:notes')}</span>
      <div className="share-notes">
        {notes.map((note, i) => (
          <div key={i} className="share-note">
            <span className="figures">{placeName(note.place, names, threads)}</span>
            <span className="share-note-text">{note.text}</span>
            <Button
              icon={<X size={13} />}
              aria-label={t('share:removeNote')}
              onClick={() => setNotes(notes.filter((other) => other !== note))}
            />
          </div>
        ))}
        <form
          className="share-row"
          onSubmit={(event) => {
            event.preventDefault();
            add();
          }}
        >
          <select
            className="share-place"
            aria-label={t('share:place')}
            value={chosen}
            onChange={({ currentTarget }) => choose(Number(currentTarget.value))}
          >
            {places.map((one, i) => (
              <option key={i} value={i}>
                {placeName(one, names, threads)}
              </option>
            ))}
          </select>
          <input
            className="share-field"
            aria-label={t('share:note')}
            placeholder={t('share:note')}
            maxLength={MAX_NOTE}
            value={text}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
          />
          <Button
            look="plain"
            type="submit"
            icon={<Plus size={15} />}
            disabled={trimmed === '' || notes.length >= MAX_NOTES}
          >
            {t('share:addNote')}
          </Button>
        </form>
        <p className="share-help">{t('share:notesHelp')}</p>
      </div>
    </div>
  );
}
