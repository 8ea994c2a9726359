import { useMemo } from 'react';
import { useTranslation } from '../use-translation.ts';
import type { ObjectIndex } from '../../base/units.ts';
import { explainObject } from '../../views/explain-object.ts';
import type { ItemState } from '../../views/state.ts';
import { StageViews } from '../stage/stage-views.ts';
import { useRead } from '../use-read.ts';
import { CardHead } from './CardHead.tsx';
import type { CardProps } from './card-props.ts';
import { Fact, Facts } from './Facts.tsx';
import { EventLinks, ThreadLinks } from './Links.tsx';
import { eventsBefore } from './near-events.ts';
import { UsageFacts } from './UsageFacts.tsx';
import { useSentence } from './use-sentence.ts';

/** An object: its measure as text, holders, waiters, content, last events. */
export function ObjectCard(props: CardProps & { object: ObjectIndex }) {
  const { world, trace, readings, onSelect, object } = props;
  const { t } = useTranslation(['inspector', 'stage']);
  const say = useSentence();
  const views = readings.of(StageViews);
  const isRead = useRead(views, world.count);
  const state = world.objects[object];
  const details = trace.objects[object];
  const last = state?.lastEvent ?? -1;
  const events = useMemo(
    () => eventsBefore(last, 6, (seq) => trace.object(seq) === object),
    [trace, object, last],
  );
  const head = (
    <CardHead
      kind={details?.kindName ?? t(`stage:kind.${details?.kind ?? 'other'}`)}
      title={<code>{world.names.object(object)}</code>}
      onSelect={onSelect}
    />
  );
  if (!state || !details) {
    return (
      <article className="card">
        {head}
        <p className="card-note">{t('notYet')}</p>
      </article>
    );
  }
  const [headline] = explainObject(trace, world, object);
  const lost = isRead ? views.lostUpdates.at(object, world.count) : undefined;
  return (
    <article className="card">
      {head}
      {headline && <p className="card-sentence">{say(headline)}</p>}
      <Facts>
        {details.kind === 'future' && details.text !== details.name && (
          <Fact name={t('object.call')}>
            <code>{details.text}</code>
          </Fact>
        )}
        {state.holders.length > 0 && (
          <Fact name={t(details.kind === 'future' ? 'object.worker' : 'object.holders')}>
            <ThreadLinks {...props} threads={state.holders} />
          </Fact>
        )}
        {state.waiting.length > 0 && (
          <Fact name={t('object.waiting', { count: state.waiting.length })}>
            <ThreadLinks {...props} threads={state.waiting} />
          </Fact>
        )}
        {state.items.length > 0 && (
          <Fact name={t('object.items', { count: state.items.length })}>
            <Items items={state.items} onSelect={onSelect} />
          </Fact>
        )}
        {lost?.latest && (
          <Fact name={t('object.lostUpdates')}>
            <button
              type="button"
              className="link"
              onClick={() => onSelect({ kind: 'event', seq: lost.latest?.overwrite ?? -1 })}
            >
              <span className="link-text">{t('object.lost', { count: lost.total })}</span>
            </button>
          </Fact>
        )}
        <Fact name={t('object.place')}>
          {details.process >= 0
            ? t('object.memoryOf', { process: world.names.process(details.process) })
            : t('object.shared')}
        </Fact>
      </Facts>
      <UsageFacts {...{ readings, world, onSelect, object }} />
      <EventLinks {...{ world, trace, onSelect, events }} caption={t('lastEvents')} />
    </article>
  );
}

const MOST = 16;

function Items({ items, onSelect }: Pick<CardProps, 'onSelect'> & { items: readonly ItemState[] }) {
  const { t } = useTranslation('inspector');
  const more = items.length - MOST;
  return (
    <span className="links">
      {items.slice(0, MOST).map((item) => (
        <button
          key={item.sent}
          type="button"
          className="link"
          onClick={() => onSelect({ kind: 'event', seq: item.sent })}
        >
          <code className="link-text">{item.text}</code>
        </button>
      ))}
      {more > 0 && <span className="links-more">{t('more', { count: more })}</span>}
    </span>
  );
}
