import { Wand2 } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from '../use-translation.ts';
import { useStore } from 'zustand';
import { own, setText } from '../../store/own-program.ts';
import { Button } from '../controls/Button.tsx';
import { changedParts, withVisibleSpaces, type Run } from './repair/changed-parts.ts';
import { findRepair, type Change } from './repair/repair.ts';

/** Delay, so that typing is not interrupted. */
const WAIT_MS = 500;
/** Maximum number of changes shown; further ones are counted. */
const MOST_SHOWN = 200;

/**
 * Copying artefacts in the open file, and their repair: at a click, never automatically. `onDecided`: the bar, and the
 * button that has the focus, go.
 */
export function RepairBar({ onDecided }: { readonly onDecided: () => void }) {
  const { t } = useTranslation('lab');
  const shown = useStore(own, ({ shown: path }) => path);
  const text = useStore(own, ({ files }) => files.find(({ path }) => path === shown)?.text ?? '');
  const settled = useSettled(text);
  const [left, setLeft] = useState('');
  const [isOpen, setOpen] = useState(false);
  const repair = useMemo(() => findRepair(settled), [settled]);
  if (repair === undefined || settled !== text || left === text) return null;
  const { found, changes } = repair;
  const names = found.map(({ flaw, lines }) => t(`repair.flaws.${flaw}`, { count: lines }));
  return (
    <section className="lab-repair" aria-label={t('repair.name')}>
      <div className="lab-repair-row">
        <p role="status">{t('repair.found', { flaws: names.join(t('repair.comma')) })}</p>
        <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t(isOpen ? 'repair.hide' : 'repair.show')}
        </Button>
        <Button
          look="strong"
          icon={<Wand2 size={14} aria-hidden="true" />}
          onClick={() => {
            setText(repair.text, shown);
            onDecided();
          }}
        >
          {t('repair.mend')}
        </Button>
        <Button
          onClick={() => {
            setLeft(text);
            onDecided();
          }}
        >
          {t('repair.leave')}
        </Button>
      </div>
      {isOpen && (
        <ol className="lab-changes" tabIndex={0} aria-label={t('repair.changes')}>
          {changes.slice(0, MOST_SHOWN).map((change) => (
            <Difference key={change.line} change={change} />
          ))}
          {changes.length > MOST_SHOWN && (
            <li>{t('repair.more', { count: changes.length - MOST_SHOWN })}</li>
          )}
        </ol>
      )}
    </section>
  );
}

function Difference({ change: { line, before, after } }: { readonly change: Change }) {
  const [gone, come] = changedParts(before, after ?? '');
  return (
    <>
      <li data-side="before">
        <span className="figures">{line}</span>
        <del>
          <Runs runs={gone} />
        </del>
      </li>
      {after !== undefined && (
        <li data-side="after">
          <span className="figures" />
          <ins>
            <Runs runs={come} />
          </ins>
        </li>
      )}
    </>
  );
}

function Runs({ runs }: { readonly runs: readonly Run[] }) {
  return runs.map(({ text, isChanged }, n) =>
    isChanged ? <mark key={n}>{withVisibleSpaces(text)}</mark> : <span key={n}>{text}</span>,
  );
}

/** The text once it has not changed for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), WAIT_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
