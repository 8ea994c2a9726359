import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import './Splitter.css';

const KEY_STEP = 16;

interface SplitterProps {
  /** What it resizes. */
  readonly label: string;
  /** x: moves left and right. y: moves up and down. */
  readonly axis: 'x' | 'y';
  /** Size in CSS pixels of the part that it resizes, which lies before (above, left of) or after it. */
  readonly size: number;
  readonly min: number;
  readonly max: number;
  readonly part: 'before' | 'after';
  readonly onResize: (size: number) => void;
}

/** The line between two panels. Arrows move it, Home and End put it at its ends. */
export function Splitter({ label, axis, size, min, max, part, onResize }: SplitterProps) {
  const drag = useRef<{ readonly from: number; readonly size: number } | undefined>(undefined);
  const sign = part === 'before' ? 1 : -1;
  const at = (event: PointerEvent) => (axis === 'x' ? event.clientX : event.clientY);

  const press = (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { from: at(event), size };
  };
  const move = (event: PointerEvent) => {
    if (drag.current !== undefined) {
      onResize(drag.current.size + sign * (at(event) - drag.current.from));
    }
  };
  const release = () => {
    drag.current = undefined;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const [less, more] = axis === 'x' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
    const target = new Map([
      [less, size - sign * KEY_STEP],
      [more, size + sign * KEY_STEP],
      ['Home', min],
      ['End', max],
    ]).get(event.key);
    if (target === undefined) return;
    event.preventDefault();
    onResize(target);
  };
  return (
    <div
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={axis === 'x' ? 'vertical' : 'horizontal'}
      aria-valuenow={size}
      aria-valuemin={min}
      aria-valuemax={max}
      className={`splitter splitter-${axis}`}
      onPointerDown={press}
      onPointerMove={move}
      onPointerUp={release}
      onPointerCancel={release}
      onKeyDown={onKeyDown}
    />
  );
}
