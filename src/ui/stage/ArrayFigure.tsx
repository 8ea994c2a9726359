import { memo } from 'react';
import { useTranslation } from '../use-translation.ts';
import { FigureFrame } from './FigureFrame.tsx';
import { sameFigure, type FigureProps } from './figure-props.ts';
import { itemsOf } from '../../views/folds/python-items.ts';
import './ArrayFigure.css';

/** A shared array: its elements side by side, each with its last writer. */
export default memo(function ArrayFigure(props: FigureProps) {
  const { figure, world, trace, views, selection, onSelect } = props;
  const { t } = useTranslation('stage');
  const [index] = figure.objects;
  const details = trace.objects[index];
  const object = world.objects[index];
  if (!details || !object) return null;

  const { items, isCut } = itemsOf(object.text);
  return (
    <FigureFrame
      icon="array"
      kind={t('kind.array')}
      name={details.name}
      object={index}
      selection={selection}
      onSelect={onSelect}
      status={isCut ? undefined : t('array.places', { count: items.length })}
    >
      <ol className="array" aria-label={t('contents.label', { name: details.name })}>
        {items.map((item, slot) => {
          const write = views.slotWrites.at(index, slot, world.count);
          return (
            <li key={slot} className="place">
              <output className="place-value" title={item}>
                {item}
              </output>
              <code>[{slot}]</code>
              {write && (
                <button
                  type="button"
                  className="place-writer"
                  title={world.names.thread(write.thread)}
                  onClick={() => onSelect({ kind: 'event', seq: write.seq })}
                >
                  {world.names.brief(write.thread)}
                </button>
              )}
            </li>
          );
        })}
        {isCut && <li className="place">…</li>}
      </ol>
    </FigureFrame>
  );
}, sameFigure);
