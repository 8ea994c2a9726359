import { useLayoutEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import './Splitter.css';

const KEY_STEP = 16;

interface SplitterProps {
  /** What it resizes. */
  readonly label: string;
  /** x: moves horizontally. y: moves vertically. */
  readonly axis: 'x' | 'y';
  readonly min: number;
  readonly max: number;
  /** Whether the resized element is before (above, left of) or after it. */
  readonly part: 'before' | 'after';
  /** In CSS pixels; undefined: automatic. */
  readonly onResize: (size: number | undefined) => void;
}

/**
 * The line between two panels. Arrow keys move it, Home and End move it to its limits; Enter and a double click reset
 * it. The resized element may not have the requested size, so it is measured.
 */
export function Splitter({ label, axis, min, max, part, onResize }: SplitterProps) {
  const line = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState(min);
  const drag = useRef<{ readonly from: number; readonly size: number } | undefined>(undefined);
  const sign = part === 'before' ? 1 : -1;
  const at = ({ clientX, clientY, currentTarget }: PointerEvent) =>
    (axis === 'x' ? clientX : clientY) / (currentTarget.currentCSSZoom ?? 1);
  useLayoutEffect(() => {
    const resized =
      part === 'before' ? line.current?.previousElementSibling : line.current?.nextElementSibling;
    if (!(resized instanceof HTMLElement)) return undefined;
    const measure = () =>
      setSize(Math.round(axis === 'x' ? resized.offsetWidth : resized.offsetHeight));
    const observer = new ResizeObserver(measure);
    observer.observe(resized);
    measure();
    return () => observer.disconnect();
  }, [axis, part]);

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
    const targets = new Map([
      [less, size - sign * KEY_STEP],
      [more, size + sign * KEY_STEP],
      ['Home', min],
      ['End', max],
      ['Enter', undefined],
    ]);
    if (!targets.has(event.key)) return;
    event.preventDefault();
    onResize(targets.get(event.key));
  };
  return (
    <div
      ref={line}
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
      onDoubleClick={() => onResize(undefined)}
      onKeyDown={onKeyDown}
    />
  );
}
