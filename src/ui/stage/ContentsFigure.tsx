import { memo } from 'react';
import { useTranslation } from '../use-translation.ts';
import { formatInstant } from '../../views/time-format.ts';
import { FigureFrame } from './FigureFrame.tsx';
import { sameFigure, type FigureProps } from './figure-props.ts';
import { entryOf, itemsOf } from '../../views/folds/python-items.ts';

/** A dict or a list, entry by entry: its process, and its last writer. */
export const ContentsFigure = memo(function ContentsFigure(props: FigureProps) {
  const { figure, name, world, trace, views, selection, onSelect } = props;
  const { t } = useTranslation('stage');
  const [index] = figure.objects;
  const details = trace.objects[index];
  const object = world.objects[index];
  if (!details || !object) return null;

  const { items, isCut } = itemsOf(object.text);
  const count = isCut ? object.measure : items.length;
  const isDict = object.text.startsWith('{');
  const write = views.lastWrites.at(index, world.count);
  const by = write && {
    thread: world.names.brief(write.thread),
    time: formatInstant(write.time).replace(' ', '\u00a0'),
  };
  const note = [
    world.processes.length > 1 &&
      t('contents.in', { process: world.names.process(details.process) }),
    by && t('contents.by', by),
  ].filter(Boolean);
  return (
    <FigureFrame
      icon={isDict ? 'dict' : 'list'}
      kind={t(isDict ? 'kind.dict' : 'kind.list')}
      name={world.names.ownObject(index)}
      object={index}
      selection={selection}
      onSelect={onSelect}
      status={isCut && count === 0 ? undefined : t('contents.count', { count })}
    >
      <ul className="contents" aria-label={t('contents.label', { name })}>
        {items.map((item, i) => (
          // A changed entry is a new element, and is highlighted as new.
          <li key={`${i} ${item}`} className="entry" title={item}>
            {isDict ? <Entry item={item} /> : item}
          </li>
        ))}
        {isCut && <li className="entry">…</li>}
      </ul>
      <p className="contents-note">{note.join(' · ')}</p>
    </FigureFrame>
  );
}, sameFigure);

function Entry({ item }: { item: string }) {
  const [key, value] = entryOf(item);
  return (
    <>
      <span className="entry-key">{key}:</span> {value}
    </>
  );
}
