import { flushSync } from 'react-dom';
import { useLayoutEffect, useState, type RefObject } from 'react';

/** Number of an element's children in its first row; wrapped ones are hidden. */
export function useFitting(row: RefObject<HTMLElement | null>, count: number): number {
  const [fitting, setFitting] = useState(count);
  useLayoutEffect(() => {
    const element = row.current;
    if (element === null) return undefined;
    const measure = () => {
      const children = [...element.children].filter((child) => child instanceof HTMLElement);
      const first = children[0]?.offsetTop ?? 0;
      const wrapped = children.findIndex(({ offsetTop }) => offsetTop > first);
      setFitting(wrapped < 0 ? children.length : wrapped);
    };
    // Its first call comes after the frame's layout, which is not forced here, and before its paint.
    const observer = new ResizeObserver(() => flushSync(measure));
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    return () => observer.disconnect();
  }, [row, count]);
  return Math.min(fitting, count);
}
