import { useEffect, useRef } from 'react';
import { useTranslation } from '../use-translation.ts';
import { Differences } from '../differences/Differences.tsx';
import { ArrowCard } from './ArrowCard.tsx';
import type { CardProps } from './card-props.ts';
import { EventCard } from './EventCard.tsx';
import { ObjectCard } from './ObjectCard.tsx';
import { RangeCard } from './RangeCard.tsx';
import { SummaryCard } from './SummaryCard.tsx';
import { ThreadCard } from './ThreadCard.tsx';
import { later } from '../controls/later.tsx';
import './Inspector.css';

/** Findings are computed after the page is rendered. */
const Findings = later(async () => (await import('../findings/FindingsPanel.tsx')).FindingsPanel);

/** The selection, described at the cursor; the whole program if nothing is selected. */
export function Inspector(props: CardProps) {
  const { t } = useTranslation('inspector');
  const { selection } = props;
  const box = useRef<HTMLDivElement>(null);
  const card = useRef<HTMLDivElement>(null);
  // Keeps the selection visible even if a finding above fills the panel.
  useEffect(() => {
    const first = box.current?.firstElementChild;
    if (box.current === null || card.current === null || !(first instanceof HTMLElement)) return;
    const below = card.current.offsetTop - first.offsetTop;
    box.current.scrollTop = selection.kind === 'none' ? 0 : below;
  }, [selection]);
  return (
    <div ref={box} className="inspector scroll" role="region" aria-label={t('label')} tabIndex={0}>
      <Findings {...props} />
      <div ref={card}>
        <Card {...props} />
        <Differences key={kindOf(props)} of={kindOf(props)} />
      </div>
    </div>
  );
}

/** Kind of the selection for the table of differences; undefined for the program. */
function kindOf({ selection, trace }: CardProps): string | undefined {
  switch (selection.kind) {
    case 'thread':
      return 'thread';
    case 'object':
      return trace.objects[selection.index]?.kind;
    default:
      return undefined;
  }
}

function Card(props: CardProps) {
  const { selection } = props;
  switch (selection.kind) {
    case 'none':
      return <SummaryCard {...props} />;
    case 'thread':
      return <ThreadCard {...props} thread={selection.index} />;
    case 'object':
      return <ObjectCard {...props} object={selection.index} />;
    case 'event':
      return <EventCard {...props} seq={selection.seq} />;
    case 'arrow':
      return <ArrowCard {...props} from={selection.from} to={selection.to} />;
    case 'range':
      return <RangeCard {...props} start={selection.start} end={selection.end} />;
  }
}
