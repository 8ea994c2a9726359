import {
  useDeferredValue,
  useEffect,
  useEffectEvent,
  useId,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
} from 'react';
import { useTranslation } from '../use-translation.ts';
import { app } from '../../store/app-state.ts';
import { putTyped } from '../../store/typed-ahead.ts';
import { explainEvent } from '../../views/explain-event.ts';
import { formatInstant } from '../../views/time-format.ts';
import { Dialog } from '../controls/Dialog.tsx';
import { useGallery } from '../gallery/use-gallery.ts';
import { useSentence } from '../inspector/use-sentence.ts';
import { chordText } from '../keys/chord-text.ts';
import { useSources } from '../source/use-sources.ts';
import { useApp } from '../use-app.ts';
import { entriesFor, groups, type Entry } from './entries.ts';
import './PaletteDialog.css';

const close = (): void => app.setState({ dialog: 'none' });

/** Searches all destinations and actions. */
export function PaletteDialog() {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const listId = useId();
  const field = useRef<HTMLInputElement>(null);
  const looked = useDeferredValue(query);
  const entries = useEntries(looked);
  const chosen = entries[Math.min(at, entries.length - 1)];
  const optionId = (entry: Entry) => `${listId}-${entry.id}`;
  const choose = (entry: Entry) => {
    close();
    entry.choose();
  };
  // Enter takes the first entry for what is typed, which may still be searched for.
  const entered = useRef<string>(undefined);
  const chooseFirst = useEffectEvent(() => {
    if (entered.current !== looked) return;
    entered.current = undefined;
    if (chosen !== undefined) choose(chosen);
  });
  useEffect(() => chooseFirst(), [looked]);
  const type = (text: string) => {
    entered.current = undefined;
    setQuery(text);
    setAt(0);
  };
  const onTyped = (text: string) => {
    if (field.current === null) return;
    const { query: line, isEntered } = putTyped(field.current, text);
    type(line);
    if (isEntered) entered.current = line;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (event.key === 'Enter' && looked !== query) entered.current = query;
    else if (event.key === 'Enter' && chosen !== undefined) choose(chosen);
    else if (step !== undefined && entries.length > 0) {
      const next = (Math.min(at, entries.length - 1) + step + entries.length) % entries.length;
      setAt(next);
      document.getElementById(optionId(entries[next]!))?.scrollIntoView({ block: 'nearest' });
    } else return;
    event.preventDefault();
  };
  return (
    <Dialog title={t('palette.title')} onClose={close} onTyped={onTyped}>
      <input
        ref={field}
        data-first
        type="text"
        role="combobox"
        className="palette-input"
        aria-label={t('palette.label')}
        placeholder={t('palette.label')}
        aria-expanded="true"
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={chosen && optionId(chosen)}
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div
        id={listId}
        role="listbox"
        aria-label={t('palette.title')}
        className="palette-list scroll"
        tabIndex={-1}
      >
        {groups.map((group) => {
          const listed = entries.filter((entry) => entry.group === group);
          if (listed.length === 0) return null;
          const name = t(`palette.groups.${group}`);
          return (
            <div key={group} role="group" aria-label={name}>
              <div className="caption palette-group" aria-hidden="true">
                {name}
              </div>
              {listed.map((entry) => (
                <div
                  key={entry.id}
                  id={optionId(entry)}
                  role="option"
                  className="palette-entry"
                  aria-selected={entry === chosen}
                  onClick={() => choose(entry)}
                >
                  <span className="palette-label" data-group={group}>
                    {entry.label}
                  </span>
                  {entry.note !== undefined && <span className="palette-note">{entry.note}</span>}
                </div>
              ))}
            </div>
          );
        })}
      </div>
      {entries.length === 0 && (
        <p role="status" className="empty">
          {t('palette.none', { query })}
        </p>
      )}
    </Dialog>
  );
}

/** The run may continue below: entries are computed when the query is typed. */
function useEntries(query: string): readonly Entry[] {
  const { t } = useTranslation();
  const say = useSentence();
  const titles = useGallery();
  const listing = useApp((state) => state.listing);
  const source = useSources()?.find(({ id }) => id === listing);
  return useMemo(() => {
    const { world, session } = app.getState();
    return entriesFor(query, world, session, source, {
      command: ({ id, keys }) => ({
        label: t(`commands.${id}`),
        keys: keys.map((chord) => chordText(chord, t)).join(' '),
      }),
      scenario: (id) => titles[id]?.title ?? id,
      event: (seq) => (session ? say(explainEvent(session.trace, world.names, seq)) : ''),
      time: (seq) => (session ? formatInstant(session.trace.time(seq)) : ''),
    });
  }, [query, source, titles, t, say]);
}
