import { ChevronDown, ChevronRight, OctagonAlert, Timer, TriangleAlert } from 'lucide-react';
import { useId } from 'react';
import type { Clause, Finding, KeptCase, Level } from '../../diagnose/finding.ts';
import { cureOf } from '../../diagnose/cure-of.ts';
import { fill, say, type Words } from '../../diagnose/say.ts';
import { moveToCount } from '../../store/cursor-actions.ts';
import type { Selection } from '../../store/selection.ts';
import type { Trace } from '../../trace/trace.ts';
import type { FindingTexts } from './words.ts';

interface CardProps {
  readonly finding: Finding;
  /** The case shown. */
  readonly found: KeptCase;
  /** It is after the cursor: the reader is viewing its cause. */
  readonly isLater: boolean;
  readonly isOpen: boolean;
  readonly trace: Trace;
  readonly words: Words;
  readonly texts: FindingTexts;
  readonly onToggle: () => void;
  /** The reader followed one of its sentences. */
  readonly onOpen: () => void;
  readonly onSelect: (selection: Selection) => void;
}

const icons = { fault: OctagonAlert, risk: TriangleAlert, note: Timer } as const satisfies Record<
  Level,
  unknown
>;

/** One finding: what happened, then its causes, each linked to its event. */
export function FindingCard(props: CardProps) {
  const { finding, found, isLater, isOpen, trace, words, texts, onToggle } = props;
  const { panel } = texts;
  const id = useId();
  const [headline, ...because] = found.says;
  const Icon = icons[finding.level];
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <article className="finding" data-level={finding.level} data-kind={finding.kind}>
      <h2 className="finding-head">
        <button
          type="button"
          className="finding-toggle"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={onToggle}
        >
          <Icon size={14} aria-label={panel.levels[finding.level]} role="img" />
          <span className="finding-text">{headline && say(trace, headline, words)}</span>
          {finding.total > 1 && (
            <span className="finding-count figures" title={panel.times}>
              ×{found.nth}
            </span>
          )}
          <Chevron size={14} aria-hidden="true" />
        </button>
      </h2>
      <ul id={id} className="finding-because" hidden={!isOpen}>
        {isLater && <li className="finding-later">{panel.later}</li>}
        {headline && headline.at >= 0 && (
          <Because {...props} clause={headline} text={panel.moment} />
        )}
        {because.map((clause) => (
          <Because
            key={`${clause.key} ${clause.at} ${say(trace, clause, words)}`}
            {...props}
            clause={clause}
            text={say(trace, clause, words)}
          />
        ))}
        <li className="finding-cure">
          {fill(panel.cure, { cure: texts.cures[cureOf(finding, found)] })}
        </li>
      </ul>
    </article>
  );
}

function Because({
  clause: { at },
  text,
  onOpen,
  onSelect,
}: CardProps & { readonly clause: Clause; readonly text: string }) {
  if (at < 0) return <li className="finding-plain">{text}</li>;
  return (
    <li>
      <button
        type="button"
        className="finding-link"
        onClick={() => {
          onOpen();
          moveToCount(at + 1);
          onSelect({ kind: 'event', seq: at });
        }}
      >
        {text}
      </button>
    </li>
  );
}
