import { memo } from 'react';
import { useTranslation } from '../use-translation.ts';
import { FigureFrame } from './FigureFrame.tsx';
import { sameFigure, type FigureProps } from './figure-props.ts';
import { tokenText } from './token-text.ts';
import type { ThreadLocals } from '../../views/folds/locals.ts';
import { moveFocus } from './move-focus.ts';
import { conditionOf } from '../../views/condition.ts';
import { ThreadToken } from './ThreadToken.tsx';
import './LocalFigure.css';

/** Maximum number of threads shown; further ones are counted. */
const MOST_THREADS = 12;

/** Thread-local data: one name, and beside every thread its own values. */
export const LocalFigure = memo(function LocalFigure(props: FigureProps) {
  const { figure, world, trace, views, selection, onSelect } = props;
  const { t } = useTranslation('stage');
  const [index] = figure.objects;
  const details = trace.objects[index];
  if (!details) return null;
  const threads = views.locals.at(index, world.count);
  const more = threads.length - MOST_THREADS;
  return (
    <FigureFrame
      icon="local"
      kind={t('kind.local')}
      name={details.name}
      object={index}
      selection={selection}
      onSelect={onSelect}
    >
      {threads.length === 0 && <p className="field-caption locals-none">{t('local.none')}</p>}
      <ul
        className="locals"
        aria-label={t('local.label', { name: details.name })}
        onKeyDown={moveFocus}
      >
        {threads.slice(0, MOST_THREADS).map((own, n) => (
          <Own key={own.thread} {...props} own={own} isFirst={n === 0} name={details.name} />
        ))}
      </ul>
      {more > 0 && <p className="locals-none">{t('queue.more', { count: more })}</p>}
    </FigureFrame>
  );
}, sameFigure);

interface OwnProps extends FigureProps {
  readonly own: ThreadLocals;
  readonly isFirst: boolean;
  /** Of the object. */
  readonly name: string;
}

/** A thread with its own values. */
function Own({ own, isFirst, name, world, selection, onSelect }: OwnProps) {
  const { t } = useTranslation(['stage', 'views']);
  const state = world.threads[own.thread];
  if (!state) return null;
  const values = own.attributes.map((one) => `${name}.${one.name} = ${one.value}`);
  return (
    <li>
      <ThreadToken
        t={t}
        index={own.thread}
        text={tokenText(world.names, own.thread, 'pill')}
        name={world.names.thread(own.thread)}
        part={values.join(', ') || t('local.nothing')}
        condition={conditionOf(state)}
        size="pill"
        selected={selection.kind === 'thread' && selection.index === own.thread}
        first={isFirst}
        onSelect={onSelect}
      />
      {own.attributes.map((one) => (
        <code key={one.name} title={`${name}.${one.name} = ${one.value}`}>
          .{one.name} = <b>{one.value}</b>
        </code>
      ))}
      {values.length === 0 && <span className="locals-none">{t('local.nothing')}</span>}
    </li>
  );
}
