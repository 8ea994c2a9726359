import { useTranslation } from '../use-translation.ts';
import type { ThreadIndex } from '../../base/units.ts';
import { explainThread } from '../../views/explain-thread.ts';
import { useSentence } from '../inspector/use-sentence.ts';
import type { FigureProps } from './figure-props.ts';
import { conditionOf } from '../../views/condition.ts';
import { toneOf } from './thread-tone.ts';
import { ToneIcon } from './ToneIcon.tsx';
import './ThreadToken.css';

interface ThreadCardProps extends Pick<FigureProps, 'world' | 'trace' | 'selection' | 'onSelect'> {
  readonly thread: ThreadIndex;
  /** One card of a group is reached by Tab, the others by arrow keys. */
  readonly first: boolean;
  /** In step mode: it can take the next step. */
  readonly canMove: boolean;
}

/** A thread with a sentence on its state: used if there are only threads, and few. */
export function ThreadCard(props: ThreadCardProps) {
  const { thread, world, trace, selection, onSelect, first, canMove } = props;
  const { t } = useTranslation(['stage', 'views']);
  const say = useSentence();
  const condition = conditionOf(world.threads[thread]!);
  const name = world.names.ownThread(thread);
  const daemon = trace.threads[thread]?.daemon ?? false;
  const state = t(`views:condition.${condition}`);
  return (
    <button
      type="button"
      className="token tone"
      data-token={thread}
      data-size="card"
      data-tone={toneOf(condition)}
      data-condition={condition}
      data-mover={canMove || undefined}
      aria-pressed={selection.kind === 'thread' && selection.index === thread}
      tabIndex={first ? 0 : -1}
      onClick={() => onSelect({ kind: 'thread', index: thread })}
    >
      <span className="card-line">
        <ToneIcon condition={condition} />
        <span className="visually-hidden">
          {t(canMove ? 'strip.mover' : 'strip.token', { name, state })}
        </span>
        <b className="token-text" aria-hidden="true">
          {name}
        </b>
        {daemon && <span className="card-mark">{t('strip.daemon')}</span>}
      </span>
      <span className="card-say">{explainThread(trace, world, thread).slice(0, 1).map(say)}</span>
    </button>
  );
}
