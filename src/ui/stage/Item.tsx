import { memo } from 'react';
import { useTranslation } from '../use-translation.ts';
import type { CssPx } from '../../base/units.ts';
import type { Selection } from '../../store/selection.ts';
import type { ItemState } from '../../views/state.ts';
import { briefItem } from '../../views/folds/python-items.ts';

interface ItemProps {
  readonly item: ItemState;
  readonly width: CssPx;
  readonly x: CssPx;
  readonly y: CssPx;
  readonly onSelect: (selection: Selection) => void;
  /** Program time moves it, frame by frame: it leaves no ghost. */
  readonly isFlying?: boolean;
}

/** An item of a queue or a message of a pipe, in its slot. */
export const Item = memo(function Item(props: ItemProps) {
  const { item, width, x, y, onSelect, isFlying = false } = props;
  const { t } = useTranslation('stage');
  return (
    <button
      type="button"
      className="item"
      tabIndex={-1}
      data-glides={!isFlying || undefined}
      title={item.text}
      aria-label={t('item', { value: item.text })}
      style={{ width, transform: `translate(${x}px, ${y}px)` }}
      onClick={() => onSelect({ kind: 'event', seq: item.sent })}
    >
      {briefItem(item.text)}
    </button>
  );
});
