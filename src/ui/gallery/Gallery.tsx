import { PanelLeftClose, PanelLeftOpen, Search } from 'lucide-react';
import {
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
} from 'react';
import { useTranslation } from '../use-translation.ts';
import { putTyped, takeTyped, typeAhead } from '../../store/typed-ahead.ts';
import { scenarios } from '../../scenarios/registry.ts';
import { chapters, type Scenario } from '../../scenarios/scenario.ts';
import { onSearchGallery } from '../../store/commands.ts';
import { scenarioOf } from '../../store/program.ts';
import { messageOf, notify } from '../../store/notices.ts';
import { fold } from '../../store/preferences.ts';
import { openScenario } from '../../store/run-actions.ts';
import { Button } from '../controls/Button.tsx';
import { useApp, useMedia } from '../use-app.ts';
import { wordsFound } from '../../base/word-search.ts';
import { walkEntries } from './walk-entries.ts';
import { useFound } from './use-found.ts';
import { useGallery, type Gallery as Titles } from './use-gallery.ts';
import './Gallery.css';

type OnChosen = (view: 'stage' | 'source') => void;

export interface GalleryProps {
  /** Focuses the search field initially. */
  readonly startsSearching?: boolean;
  /** On a wide page: it can be folded to a button. */
  readonly canFold?: boolean;
  /** Called when the reader has chosen: a phone then shows the stage, or the source to be written. */
  readonly onChosen?: OnChosen | undefined;
}

export function Gallery({ startsSearching = false, canFold = false, onChosen }: GalleryProps) {
  const { t } = useTranslation();
  const titles = useGallery();
  const [query, setQuery] = useState('');
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const open = useApp((state) => scenarioOf(state.program)?.id);
  // Titles load after the list, and make it longer.
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [open, titles]);
  const found = useFound(query);
  // Enter before the search is loaded takes effect afterwards.
  const wantsFirst = useRef(false);
  const begin = useEffectEvent(() => {
    const typed = takeTyped();
    const field = search.current;
    field?.focus();
    if (typed === '' || field === null) return;
    const { query: line, isEntered } = putTyped(field, typed);
    setQuery(line);
    wantsFirst.current = isEntered && line !== '';
  });
  useEffect(() => onSearchGallery(() => begin()), []);
  useLayoutEffect(() => {
    if (startsSearching) begin();
  }, [startsSearching]);
  const focused = useRef<Element>(null);
  const first = () => list.current?.querySelector<HTMLElement>('.gallery-entry');
  useEffect(() => {
    if (found !== undefined && wantsFirst.current) {
      wantsFirst.current = false;
      first()?.click();
    }
    // An entry that is no longer listed passes the focus to the first one.
    const hasLostFocus = focused.current?.isConnected === false;
    if (hasLostFocus && document.activeElement === document.body) first()?.focus();
  }, [found]);
  const openOnEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || query.trim() === '') return;
    event.preventDefault();
    if (found === undefined) wantsFirst.current = true;
    else first()?.click();
  };
  return (
    <nav
      className="gallery"
      aria-label={t('page.scenarios')}
      data-searching={found !== undefined || undefined}
      onKeyDown={walkEntries}
      onFocus={({ target }) => (focused.current = target)}
    >
      <div className="gallery-head">
        <label className="gallery-search">
          <Search size={14} aria-hidden="true" />
          <span className="visually-hidden">{t('gallery.search')}</span>
          <input
            ref={search}
            type="search"
            placeholder={t('gallery.hint')}
            value={query}
            onChange={(event) => {
              wantsFirst.current = false;
              setQuery(event.currentTarget.value);
            }}
            onKeyDown={openOnEnter}
          />
        </label>
        {canFold && <FoldButton />}
      </div>
      <div ref={list} className="gallery-list scroll">
        <OwnProgram query={query} onChosen={onChosen} />
        {found !== undefined ? (
          <Chapter
            title={t('gallery.found', { count: found.length })}
            scenarios={found}
            {...{ titles, onChosen }}
          />
        ) : (
          chapters.map((chapter) => (
            <Chapter
              key={chapter}
              title={t(`gallery.chapters.${chapter}`)}
              scenarios={scenarios.filter((scenario) => scenario.chapter === chapter)}
              {...{ titles, onChosen }}
            />
          ))
        )}
        {found?.length === 0 && <p className="empty">{t('gallery.none', { query })}</p>}
      </div>
    </nav>
  );
}

function FoldButton() {
  const { t } = useTranslation();
  const isFolded = useApp(({ layout }) => layout.folded.includes('gallery'));
  const hasRoom = useMedia('(min-width: 1200px)');
  if (!hasRoom) return null;
  const label = t(isFolded ? 'gallery.dock' : 'gallery.hide');
  return (
    <Button
      icon={isFolded ? <PanelLeftOpen size={16} /> : <PanelLeftClose size={16} />}
      aria-label={label}
      title={label}
      onClick={() => fold('gallery', !isFolded)}
    />
  );
}

interface OwnProgramProps {
  readonly query: string;
  readonly onChosen: OnChosen | undefined;
}

/** The entry of the lab. Its code is loaded when the pointer or focus approaches it. */
function OwnProgram({ query, onChosen }: OwnProgramProps) {
  const { t } = useTranslation('lab');
  const isOpen = useApp(({ program }) => program.kind === 'files');
  const load = () => import('../../store/own-program.ts');
  const open = () => {
    // The editor is loaded, and then takes what is typed.
    if (!isOpen) typeAhead();
    load().then(
      ({ openOwnProgram }) => openOwnProgram(),
      (error: unknown) => notify({ kind: 'load', message: messageOf(error) }),
    );
    onChosen?.('source');
  };
  if (wordsFound(query, [`${t('title')} ${t('summary')} ${t('words')}`]) === undefined) return null;
  return (
    <section className="gallery-chapter">
      <button
        type="button"
        className="gallery-entry gallery-own"
        aria-current={isOpen ? 'page' : undefined}
        onPointerEnter={() => void load().catch(() => undefined)}
        onClick={open}
      >
        <span className="gallery-title">{t('title')}</span>
        <span className="gallery-summary">{t('summary')}</span>
      </button>
    </section>
  );
}

/** After a choice by keyboard the focus moves on: on the entry, Space would restart the program. */
const goToTitle = () => document.querySelector<HTMLElement>('.scenario-title')?.focus();

interface ChapterProps {
  readonly title: string;
  readonly scenarios: readonly Scenario[];
  readonly titles: Titles;
  readonly onChosen: OnChosen | undefined;
}

function Chapter({ title, scenarios: listed, titles, onChosen }: ChapterProps) {
  const open = useApp((state) => scenarioOf(state.program)?.id);
  if (listed.length === 0) return null;
  return (
    <section className="gallery-chapter">
      <h2 className="caption">{title}</h2>
      <ul>
        {listed.map(({ id }) => (
          <li key={id}>
            <button
              type="button"
              className="gallery-entry"
              aria-current={id === open ? 'page' : undefined}
              title={titles[id]?.summary}
              onClick={({ detail }) => {
                openScenario(id);
                onChosen?.('stage');
                if (detail === 0) goToTitle();
              }}
            >
              <span className="gallery-title" data-pending={!(id in titles) || undefined}>
                {titles[id]?.title ?? id}
              </span>
              <span className="gallery-summary">{titles[id]?.summary}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
