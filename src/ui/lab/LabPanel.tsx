import { Pencil, Play } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { grains } from '../../engines/program.ts';
import { canSwitchStacks } from './stack-switching.ts';
import { editOwnProgram, own, runOwnProgram, setGrain, setText } from '../../store/own-program.ts';
import { Button } from '../controls/Button.tsx';
import { Choice } from '../controls/Choice.tsx';
import { createEditor, type Editor } from './editor.ts';
import { exampleNames, examples, type ExampleName } from './examples.ts';
import './LabPanel.css';

/** The reader's own program: to be changed, or, once it runs, with the threads on its lines. */
export function LabPanel({ listing }: { readonly listing: ReactNode }) {
  const { t } = useTranslation('lab');
  const { isEditing, isStarting, grain, problem } = useStore(own);
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
          options={grains.map((value) => ({ value, label: t(`grains.${value}`) }))}
          chosen={grain}
          onChoose={setGrain}
        />
        {isEditing && <Examples />}
      </div>
      {!canSwitchStacks && <p className="lab-note">{t('noStackSwitching')}</p>}
      {isStarting && (
        <p className="lab-note" role="status">
          {t('starting')}
        </p>
      )}
      {problem !== '' && (
        <pre className="lab-note lab-problem" role="alert">
          {problem}
        </pre>
      )}
      {isEditing ? <Code /> : <div className="lab-listing">{listing}</div>}
    </div>
  );
}

/** The line that a SyntaxError names. */
const lineOf = (problem: string): number => Number(/line (\d+)/.exec(problem)?.[1] ?? 1);

/** Puts a program in place of the present one, which undo brings back. */
function Examples() {
  const { t } = useTranslation('lab');
  return (
    <select
      className="lab-examples"
      aria-label={t('examples')}
      value=""
      onChange={({ currentTarget }) => {
        const name = exampleNames.find((known) => known === currentTarget.value);
        if (name !== undefined) setText(examples[name]);
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

function Code() {
  const { t } = useTranslation('lab');
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor>(undefined);
  const label = t('code');
  useEffect(() => {
    if (host.current === null) return undefined;
    const made = createEditor({
      parent: host.current,
      text: own.getState().text,
      label,
      onChange: setText,
      onRun: runOwnProgram,
    });
    editor.current = made;
    const unsubscribe = own.subscribe(({ text, problem }, before) => {
      made.setText(text);
      if (problem !== before.problem) made.goTo(lineOf(problem));
    });
    made.focus();
    return () => {
      unsubscribe();
      made.destroy();
    };
  }, [label]);
  return <div ref={host} className="lab-code" />;
}
