import type { TFunction } from 'i18next';
import { memo } from 'react';
import type { CssPx, ThreadIndex } from '../../base/units.ts';
import type { Selection } from '../../store/selection.ts';
import type { Condition } from '../../views/condition.ts';
import { toneOf } from './thread-tone.ts';
import { ToneIcon } from './ToneIcon.tsx';
import type { TokenSize } from './token-grid.ts';
import { NameText } from '../controls/NameText.tsx';
import { spokenName } from '../controls/spoken-name.ts';
import './ThreadToken.css';

interface ThreadTokenProps {
  /** Of the figure: a hook in each of hundreds of tokens takes longer than the token. */
  readonly t: TFunction<['stage', 'views']>;
  readonly index: ThreadIndex;
  /** Its visible text. */
  readonly text: string;
  /** Of the thread. */
  readonly name: string;
  /** Its role in a figure: 'holds it', 'third in line'. */
  readonly part?: string;
  readonly condition: Condition;
  readonly size: TokenSize;
  readonly selected: boolean;
  /** One token of a group is reached by Tab, the others by arrow keys. */
  readonly first: boolean;
  /** In step mode: it can take the next step. */
  readonly canMove?: boolean;
  readonly onSelect: (selection: Selection) => void;
  /** Its position, if the figure places tokens; else it is in the page's flow. */
  readonly still?: boolean;
  /** It waits for something other than what the figure shows. */
  readonly away?: boolean;
  readonly x?: CssPx;
  readonly y?: CssPx;
}

/** A thread, wherever the stage shows one. */
export const ThreadToken = memo(function ThreadToken(props: ThreadTokenProps) {
  const { t, index, text, name, part, condition, size, selected, first, canMove, onSelect } = props;
  const { still, away, x, y } = props;
  const state = t(`views:condition.${condition}`);
  const label =
    part === undefined
      ? t(canMove === true ? 'strip.mover' : 'strip.token', { name, state })
      : t(away === true ? 'tokenAway' : 'token', { name, state, part });
  const placed = x !== undefined && y !== undefined;
  return (
    <button
      type="button"
      className="token tone"
      data-token={index}
      data-size={size}
      data-tone={toneOf(condition)}
      data-condition={condition}
      data-mover={canMove === true || undefined}
      data-placed={placed || undefined}
      data-glides={(placed && still !== true) || undefined}
      data-away={away || undefined}
      aria-pressed={selected}
      aria-label={spokenName(label, text)}
      title={label}
      tabIndex={first ? 0 : -1}
      style={placed ? { transform: `translate(${x}px, ${y}px)` } : undefined}
      onClick={() => onSelect({ kind: 'thread', index })}
    >
      {size !== 'dot' && <ToneIcon condition={condition} />}
      <span className="token-text">
        <NameText name={text} />
      </span>
    </button>
  );
});
