import { TriangleAlert } from 'lucide-react';
import { useTranslation } from '../use-translation.ts';
import type { EventIndex } from '../../base/units.ts';
import { Phase } from '../../trace/format.ts';
import { explainEvent } from '../../views/explain-event.ts';
import { formatInstant } from '../../views/time-format.ts';
import { StageViews } from '../stage/stage-views.ts';
import { useRead } from '../use-read.ts';
import { CardHead } from './CardHead.tsx';
import type { CardProps } from './card-props.ts';
import { Fact, Facts } from './Facts.tsx';
import { LineFact } from './LineFact.tsx';
import { EventLinks, ObjectLink, ThreadLink } from './Links.tsx';
import { effectsOf } from './near-events.ts';
import { RelationFacts } from './RelationFacts.tsx';
import { useSentence } from './use-sentence.ts';
import { WaitSentences } from './WaitSentences.tsx';

/** One event: description, affected thread, cause, and effects. */
export function EventCard(props: CardProps & { seq: EventIndex }) {
  const { world, trace, onSelect, seq } = props;
  const { t } = useTranslation('inspector');
  const say = useSentence();
  const head = <CardHead kind={t('kind.event')} title={`#${seq}`} onSelect={onSelect} />;
  if (seq < 0 || seq >= trace.length) {
    return (
      <article className="card">
        {head}
        <p className="card-note">{t('noEvent')}</p>
      </article>
    );
  }
  const thread = trace.thread(seq);
  const object = trace.object(seq);
  const other = trace.other(seq);
  const cause = trace.cause(seq);
  return (
    <article className="card">
      {head}
      <p className="card-sentence">{say(explainEvent(trace, world.names, seq))}</p>
      {trace.phase(seq) === Phase.block && (
        <WaitSentences names={world.names} {...{ trace, seq }} />
      )}
      {seq >= world.count && <p className="card-note">{t('event.later')}</p>}
      <LostUpdateNote {...props} seq={seq} />
      <Facts>
        <Fact name={t('event.time')}>
          <span className="figures">{formatInstant(trace.time(seq))}</span>
        </Fact>
        {thread >= 0 && (
          <Fact name={t('kind.thread')}>
            <ThreadLink {...props} index={thread} />
          </Fact>
        )}
        {object >= 0 && (
          <Fact name={t('event.object')}>
            <ObjectLink {...props} index={object} />
          </Fact>
        )}
        {other >= 0 && other !== thread && (
          <Fact name={t('event.other')}>
            <ThreadLink {...props} index={other} />
          </Fact>
        )}
        <LineFact line={trace.line(seq)} source={trace.source(seq)} />
      </Facts>
      <EventLinks
        {...{ world, trace, onSelect }}
        caption={t('event.cause')}
        events={cause >= 0 ? [cause] : []}
      />
      <EventLinks
        {...{ world, trace, onSelect }}
        caption={t('event.effects')}
        events={effectsOf(trace, seq, world.count, 8)}
      />
      {thread >= 0 && <RelationFacts key={seq} {...props} seq={seq} />}
    </article>
  );
}

/** For a write that overwrote an update: that update, and the stale read. */
function LostUpdateNote(props: CardProps & { seq: EventIndex }) {
  const { world, trace, readings, onSelect, seq } = props;
  const { t } = useTranslation('inspector');
  const views = readings.of(StageViews);
  const isRead = useRead(views, Math.max(world.count, seq + 1));
  const lost = isRead ? views.lostUpdates.lostBy(seq) : undefined;
  if (!lost) return null;
  return (
    <section className="warning">
      <p className="warning-head">
        <TriangleAlert size={14} aria-hidden="true" />
        {t('event.lostUpdate')}
      </p>
      <p>
        {t('event.lostUpdateWhy', {
          winner: world.names.thread(lost.winner),
          loser: world.names.thread(lost.loser),
        })}
      </p>
      <EventLinks
        {...{ world, trace, onSelect }}
        caption={t('event.crossing')}
        events={[lost.read, lost.lost]}
      />
    </section>
  );
}
