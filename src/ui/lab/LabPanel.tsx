import { Pencil, Play, RotateCcw } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from '../use-translation.ts';
import { useStore } from 'zustand';
import { grains } from '../../engines/program.ts';
import { takeTyped } from '../../store/typed-ahead.ts';
import { isChanged, own, putFiles, reset, setText } from '../../store/own-program.ts';
import { editOwnProgram, runOwnProgram, setGrain } from '../../store/own-run.ts';
import { useApp } from '../use-app.ts';
import { Button } from '../controls/Button.tsx';
import { Choice } from '../controls/Choice.tsx';
import { stops } from './breakpoints.ts';
import { createEditor, type Editor } from './editor.ts';
import { exampleNames, examples, type ExampleName } from './examples.ts';
import { FileTabs } from './FileTabs.tsx';
import { RepairBar } from './RepairBar.tsx';
import { canSwitchStacks } from './stack-switching.ts';

import './LabPanel.css';

/** The user's own program: for editing, or, while it runs, with the threads on its lines. */
export function LabPanel({ listing }: { readonly listing: ReactNode }) {
  const { t } = useTranslation('lab');
  const { isEditing, isStarting, grain, problem } = useStore(own);
  const isOfEarlierRun = useApp(
    ({ session, program }) => session !== undefined && session.program !== program,
  );
  const [editor, setEditor] = useState<Editor>();
  useRunKey(isEditing);
  return (
    <div className="lab">
      <div className="lab-bar">
        {isEditing ? (
          <Button
            look="strong"
            icon={<Play size={14} aria-hidden="true" />}
            title={t('runHelp')}
            disabled={!canSwitchStacks}
            onClick={runOwnProgram}
          >
            {t('run')}
          </Button>
        ) : (
          <Button
            look="plain"
            icon={<Pencil size={14} aria-hidden="true" />}
            onClick={editOwnProgram}
          >
            {t('edit')}
          </Button>
        )}
        <Choice
          label={t('grain')}
          options={grains.map((value) => ({
            value,
            label: t(`grains.${value}`),
            title: t(`grainHelp.${value}`),
          }))}
          chosen={grain}
          onChoose={setGrain}
        />
        {isEditing && <Examples />}
        {isEditing && <Reset />}
      </div>
      {!canSwitchStacks && <p className="lab-note">{t('noStackSwitching')}</p>}
      {isEditing && <Arrived />}
      {isStarting && <Starting />}
      {isEditing && <RepairBar onDecided={() => editor?.focus()} />}
      {problem !== '' && (
        <div className="lab-note lab-problem" role="alert">
          <pre>{problem}</pre>
          {isOfEarlierRun && <p>{t('earlierRun')}</p>}
        </div>
      )}
      {isEditing ? (
        <FileTabs>
          <Code onEditor={setEditor} />
        </FileTabs>
      ) : (
        <div className="lab-listing">{listing}</div>
      )}
    </div>
  );
}

/** What has the key for itself. */
const OTHERS =
  'input:not([type=radio], [type=checkbox], [type=range]), textarea, dialog, [popover]';

/** Ctrl+Enter runs the program from everywhere around the editor, which has the key itself. */
function useRunKey(isEditing: boolean): void {
  useEffect(() => {
    if (!isEditing || !canSwitchStacks) return undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      const { target, key, ctrlKey, metaKey } = event;
      if (event.defaultPrevented || key !== 'Enter' || !(ctrlKey || metaKey)) return;
      if (target instanceof Element && target.closest(OTHERS)) return;
      event.preventDefault();
      runOwnProgram();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [isEditing]);
}

/** Progress of loading the interpreter, in megabytes. */
function Starting() {
  const { t } = useTranslation('lab');
  const loading = useStore(own, (state) => state.loading);
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
  return (
    <p className="lab-note" role="status">
      {loading === undefined
        ? t('starting')
        : t('loading', { done: megabytes(loading.done), total: megabytes(loading.total) })}
      {loading !== undefined && <progress max={loading.total} value={loading.done} />}
    </p>
  );
}

/** The author of the shown program, if not the reader. */
function Arrived() {
  const { t } = useTranslation('lab');
  const kind = useStore(own, ({ origin }) => origin.kind);
  if (kind !== 'link' && kind !== 'file') return null;
  return <p className="lab-note">{t(`arrived.${kind}`)}</p>;
}

function Reset() {
  const { t } = useTranslation('lab');
  const hasChanged = useStore(own, (state) => state.origin.kind !== 'own' && isChanged(state));
  if (!hasChanged) return null;
  return (
    <Button
      icon={<RotateCcw size={14} aria-hidden="true" />}
      title={t('resetHelp')}
      onClick={reset}
    >
      {t('reset')}
    </Button>
  );
}

/** Replaces the present program; undo restores it. */
function Examples() {
  const { t } = useTranslation('lab');
  return (
    <select
      className="lab-examples"
      aria-label={t('examples')}
      value=""
      onChange={({ currentTarget }) => {
        const name = exampleNames.find((known) => known === currentTarget.value);
        if (name === undefined) return;
        const { grain } = own.getState();
        putFiles({ kind: 'example', files: examples[name] }, { grain });
      }}
    >
      <option value="">{t('examples')}</option>
      {exampleNames.map((name: ExampleName) => (
        <option key={name} value={name}>
          {t(`example.${name}`)}
        </option>
      ))}
    </select>
  );
}

/** The text of the file that is open. */
function Code({ onEditor }: { readonly onEditor: (editor: Editor | undefined) => void }) {
  const { t } = useTranslation('lab');
  const host = useRef<HTMLDivElement>(null);
  const label = t('code');
  const breakLabel = t('breakHelp');
  useEffect(() => {
    if (host.current === null) return undefined;
    const textOf = ({ files, shown } = own.getState()) =>
      files.find(({ path }) => path === shown)?.text ?? '';
    const made = createEditor({
      parent: host.current,
      path: own.getState().shown,
      text: textOf(),
      label,
      breakLabel,
      onChange: setText,
      onRun: runOwnProgram,
      onBreak: (line) => stops.toggle(line),
      onBreaksMoved: (lines) => stops.replace(lines),
    });
    onEditor(made);
    const mark = ({ fault, shown } = own.getState()) => {
      made.mark(fault?.path === shown ? fault : undefined);
    };
    mark();
    made.setBreaks(stops.lines());
    const ends = [
      own.subscribe((state, before) => {
        if (state.shown !== before.shown) made.open(state.shown, textOf(state));
        else made.setText(textOf(state));
        mark(state);
        made.setBreaks(stops.lines());
      }),
      stops.subscribe(() => made.setBreaks(stops.lines())),
    ];
    const typed = takeTyped();
    made.focus();
    if (typed !== '') made.insert(typed);
    return () => {
      for (const end of ends) end();
      onEditor(undefined);
      made.destroy();
    };
  }, [onEditor, label, breakLabel]);
  return <div ref={host} className="lab-code" />;
}
