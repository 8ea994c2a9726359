import type { CssPx, ThreadIndex } from '../../../../base/units.ts';
import type { Selection } from '../../../../store/selection.ts';
import type { Condition } from '../../../../views/condition.ts';
import { spokenName } from '../../../controls/spoken-name.ts';
import { toneOf } from '../../thread-tone.ts';
import { ToneIcon } from '../../ToneIcon.tsx';

interface CarProps {
  readonly index: ThreadIndex;
  readonly text: string;
  readonly label: string;
  readonly condition: Condition;
  readonly selected: boolean;
  readonly first: boolean;
  readonly width: CssPx;
  readonly height: CssPx;
  readonly x: CssPx;
  readonly y: CssPx;
  /** 0 to 1. */
  readonly presence: number;
  readonly onSelect: (selection: Selection) => void;
}

/** A thread as a car from above, heading right, in the colour of its state. */
export function Car(props: CarProps) {
  const { index, text, label, condition, selected, first, width, height, onSelect } = props;
  return (
    <button
      type="button"
      className="car tone"
      data-token={index}
      data-tone={toneOf(condition)}
      data-condition={condition}
      aria-pressed={selected}
      aria-label={spokenName(label, text)}
      title={label}
      tabIndex={first ? 0 : -1}
      style={{
        width,
        height,
        opacity: props.presence,
        visibility: props.presence === 0 ? 'hidden' : 'visible',
        transform: `translate(${props.x}px, ${props.y}px)`,
      }}
      onClick={() => onSelect({ kind: 'thread', index })}
    >
      <svg className="car-body" viewBox="0 0 48 22" preserveAspectRatio="none" aria-hidden="true">
        <rect className="car-wheel" x="7" y="0" width="9" height="22" rx="2" />
        <rect className="car-wheel" x="32" y="0" width="9" height="22" rx="2" />
        <path
          className="car-hull"
          d="M5 1.5h30c7 0 12 3.5 12 9.5s-5 9.5-12 9.5H5c-2.5 0-4-1.5-4-4v-11c0-2.5 1.5-4 4-4Z"
        />
        <path
          className="car-glass"
          d="M36 4c2.6 1.8 3.9 4.200 3.900 7s-1.300 5.200-3.900 7c-1-2-1.500-4.400-1.500-7s.5-5 1.500-7Z"
        />
      </svg>
      <span className="car-text">
        {height >= 20 && <ToneIcon condition={condition} size={10} />}
        {text}
      </span>
    </button>
  );
}
