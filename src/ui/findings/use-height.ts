import { useLayoutEffect, useState, type RefObject } from 'react';
import type { CssPx } from '../../base/units.ts';

/** Height of an element with its padding, in whole pixels; 0 until known. */
export function useHeight(box: RefObject<HTMLElement | null>): CssPx {
  const [height, setHeight] = useState(0);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return height;
}
