import { useTranslation } from '../use-translation.ts';
import type { EventIndex, ObjectIndex, ThreadIndex } from '../../base/units.ts';
import { explainEvent } from '../../views/explain-event.ts';
import { formatInstant } from '../../views/time-format.ts';
import { conditionOf } from '../../views/condition.ts';
import { toneOf } from '../stage/thread-tone.ts';
import { NameText } from '../controls/NameText.tsx';
import { ToneIcon } from '../stage/ToneIcon.tsx';
import type { CardProps } from './card-props.ts';
import { useSentence } from './use-sentence.ts';

type LinkProps = Pick<CardProps, 'world' | 'trace' | 'onSelect'>;

/** Pins a thread. Shows its present state beside its name. */
export function ThreadLink({
  world,
  onSelect,
  index,
}: Pick<LinkProps, 'world' | 'onSelect'> & { index: ThreadIndex }) {
  const { t } = useTranslation(['stage', 'views']);
  const state = world.threads[index];
  const condition = state && conditionOf(state);
  return (
    <button
      type="button"
      className="link tone"
      data-tone={condition && toneOf(condition)}
      data-condition={condition}
      title={condition && t(`views:condition.${condition}`)}
      onClick={() => onSelect({ kind: 'thread', index })}
    >
      {condition && <ToneIcon condition={condition} />}
      <span className="link-text">
        <NameText name={world.names.thread(index)} />
      </span>
    </button>
  );
}

/** Selects a thread, by name only: for tables about its past. */
export function ThreadName({
  world,
  onSelect,
  index,
}: Pick<LinkProps, 'world' | 'onSelect'> & { index: ThreadIndex }) {
  return (
    <button type="button" className="link" onClick={() => onSelect({ kind: 'thread', index })}>
      {world.names.thread(index)}
    </button>
  );
}

/** Pins an object. */
export function ObjectLink({
  world,
  onSelect,
  index,
}: Pick<LinkProps, 'world' | 'onSelect'> & { index: ObjectIndex }) {
  return (
    <button type="button" className="link" onClick={() => onSelect({ kind: 'object', index })}>
      <code className="link-text">
        <NameText name={world.names.object(index)} />
      </code>
    </button>
  );
}

const MOST = 12;

/** Threads in order, the first dozen by name. */
export function ThreadLinks(props: LinkProps & { threads: readonly ThreadIndex[] }) {
  const { t } = useTranslation('inspector');
  const { threads } = props;
  const more = threads.length - MOST;
  return (
    <span className="links">
      {threads.slice(0, MOST).map((index, i) => (
        // One thread may hold several permits.
        <ThreadLink
          key={`${index} ${threads.indexOf(index) === i ? '' : i}`}
          {...props}
          index={index}
        />
      ))}
      {more > 0 && <span className="links-more">{t('more', { count: more })}</span>}
    </span>
  );
}

/** Objects in order, the first dozen by name. */
export function ObjectLinks({
  world,
  onSelect,
  objects,
}: Pick<LinkProps, 'world' | 'onSelect'> & { objects: readonly ObjectIndex[] }) {
  const { t } = useTranslation('inspector');
  const more = objects.length - MOST;
  return (
    <span className="links">
      {objects.slice(0, MOST).map((index) => (
        <ObjectLink key={index} {...{ world, onSelect }} index={index} />
      ))}
      {more > 0 && <span className="links-more">{t('more', { count: more })}</span>}
    </span>
  );
}

/** A line that describes an event and selects it. */
export function EventLink({ world, trace, onSelect, seq }: LinkProps & { seq: EventIndex }) {
  const say = useSentence();
  const what = say(explainEvent(trace, world.names, seq));
  return (
    <button type="button" className="event-link" onClick={() => onSelect({ kind: 'event', seq })}>
      <span className="event-link-time figures">{formatInstant(trace.time(seq))}</span>
      <span className="event-link-text" title={what}>
        {what}
      </span>
    </button>
  );
}

/** Events, one per line, newest first, under a caption. */
export function EventLinks(props: LinkProps & { caption: string; events: readonly EventIndex[] }) {
  const { caption, events } = props;
  if (events.length === 0) return null;
  return (
    <section className="card-section">
      <h3 className="caption">{caption}</h3>
      <ul>
        {events.map((seq) => (
          <li key={seq}>
            <EventLink {...props} seq={seq} />
          </li>
        ))}
      </ul>
    </section>
  );
}
