import { useRef, type ReactNode } from 'react';
import { useTranslation } from '../use-translation.ts';
import type { CssPx, ThreadIndex } from '../../base/units.ts';
import type { FigureProps } from './figure-props.ts';
import { tokenText } from './token-text.ts';
import { moveFocus } from './move-focus.ts';
import { conditionOf } from '../../views/condition.ts';
import { ThreadToken } from './ThreadToken.tsx';
import { MOST_TOKENS, type Point, type TokenSize } from './token-grid.ts';
import { useGhosts } from './use-ghosts.ts';
import { useGradually } from './use-gradually.ts';

export interface Placed extends Point {
  readonly thread: ThreadIndex;
  /** Its role, for screen readers: 'holds it', 'third in line'. */
  readonly part: string;
  /** It leaves no ghost when it moves here: in a dense group all would, each time one leaves. */
  readonly still?: boolean;
  /** It is blocked by something other than what the figure shows. */
  readonly away?: boolean;
}

interface TokenFieldProps extends Pick<FigureProps, 'world' | 'selection' | 'onSelect'> {
  readonly label: string;
  readonly tokens: readonly Placed[];
  readonly size: TokenSize;
  readonly height: CssPx;
  /** 'process' if the figure itself shows a thread's process. */
  readonly where?: 'anywhere' | 'process';
  readonly children?: ReactNode;
}

/**
 * Threads at positions inside a figure, with the figure's other content. They are rendered in order of their indices,
 * whatever their positions: so an element keeps its identity when it moves. Only the first of too many are rendered.
 */
export function TokenField(props: TokenFieldProps) {
  const { world, selection, onSelect, label, tokens, size, height, where, children } = props;
  const { t } = useTranslation(['stage', 'views']);
  const field = useRef<HTMLDivElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  useGhosts(field, layer);
  const chosen = selection.kind === 'thread' ? selection.index : -1;
  const drawn = tokens.slice(0, useGradually(Math.min(tokens.length, MOST_TOKENS)));
  const inOrder = drawn.toSorted((a, b) => a.thread - b.thread);
  return (
    <div
      ref={field}
      className="field"
      role="group"
      aria-label={label}
      style={{ height }}
      onKeyDown={moveFocus}
    >
      {children}
      {inOrder.map(({ thread, x, y, part, still, away }, i) => {
        const state = world.threads[thread];
        if (!state) return null;
        return (
          <ThreadToken
            // A thread may be at two positions: it holds one permit and waits for another.
            key={inOrder[i - 1]?.thread === thread ? `${thread} again ${i}` : thread}
            t={t}
            index={thread}
            text={tokenText(world.names, thread, size, where)}
            name={world.names.thread(thread)}
            part={part}
            condition={conditionOf(state)}
            size={size}
            selected={thread === chosen}
            first={i === 0}
            onSelect={onSelect}
            still={still ?? false}
            away={away ?? false}
            x={x}
            y={y}
          />
        );
      })}
      <div ref={layer} className="ghosts" aria-hidden="true" />
    </div>
  );
}
