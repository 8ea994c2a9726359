import { useState } from 'react';
import { caseAt, type Finding } from '../../diagnose/finding.ts';
import type { Selection } from '../../store/selection.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Readings } from '../../views/readings.ts';
import type { World } from '../../views/state.ts';
import { useApp } from '../use-app.ts';
import { CompareButton } from '../cure/CompareButton.tsx';
import { FindingCard } from './FindingCard.tsx';
import type { FindingTexts } from './words.ts';
import { useFindings, useFindingTexts, useWords } from './use-findings.ts';
import './FindingsPanel.css';

interface PanelProps {
  readonly trace: Trace;
  readonly readings: Readings;
  readonly world: World;
  /** Headlines only, until the reader opens one; for little room. */
  readonly isFolded?: boolean;
  readonly onSelect: (selection: Selection) => void;
}

/** Findings up to the cursor, newest first. Renders nothing if there are none. */
export function FindingsPanel(props: PanelProps) {
  const texts = useFindingTexts();
  return texts === undefined ? null : <Findings {...props} texts={texts} />;
}

function Findings({
  trace,
  readings,
  world,
  isFolded = false,
  onSelect,
  texts,
}: PanelProps & { readonly texts: FindingTexts }) {
  const known = useFindings(readings, world);
  const words = useWords(world, texts);
  // An opened finding stays visible while the cursor is at its cause, which is earlier.
  const [opened, setOpened] = useState<Finding>();
  const [folded, setFolded] = useState<ReadonlySet<number>>(new Set());
  // Not while that answers a question.
  const isVeiled = useApp(({ curtain }) => curtain !== undefined);
  const isLater = !isVeiled && opened !== undefined && !known.some(({ id }) => id === opened.id);
  const shown = newestFirst(isLater ? [...known, opened] : known, world.count);
  const grave = shown.filter(({ level }) => level !== 'note');
  const notes = shown.filter(({ level }) => level === 'note');
  if (shown.length === 0) return null;
  const card = (finding: Finding, isFirst: boolean) => {
    const isOpen = opened?.id === finding.id || (isFirst && !isFolded && !folded.has(finding.id));
    return (
      <FindingCard
        key={finding.id}
        finding={finding}
        found={caseAt(finding, world.count) ?? finding.cases[0]!}
        isLater={isLater && finding.id === opened.id}
        isOpen={isOpen}
        trace={trace}
        words={words}
        texts={texts}
        onToggle={() => {
          setOpened(isOpen ? undefined : finding);
          const next = new Set(folded);
          if (isOpen) next.add(finding.id);
          else next.delete(finding.id);
          setFolded(next);
        }}
        onOpen={() => setOpened(finding)}
        onSelect={onSelect}
      />
    );
  };
  return (
    <section
      className="findings"
      data-folded={isFolded || undefined}
      aria-label={texts.panel.title}
    >
      {grave.map((finding, i) => card(finding, i === 0))}
      {grave.length > 0 && (
        <div className="findings-cure">
          <CompareButton look="quiet" />
        </div>
      )}
      {notes.length > 0 && (
        <details className="findings-notes">
          <summary>{notesLabel(texts, notes.length)}</summary>
          {notes.map((finding) => card(finding, false))}
        </details>
      )}
    </section>
  );
}

function newestFirst(findings: readonly Finding[], count: number): Finding[] {
  const seqOf = (finding: Finding) => (caseAt(finding, count) ?? finding.cases[0]!).seq;
  return findings.toSorted((a, b) => seqOf(b) - seqOf(a) || b.id - a.id);
}

const notesLabel = ({ panel }: FindingTexts, count: number): string =>
  (count === 1 ? panel.notes_one : panel.notes_other).replace('{{count}}', String(count));
