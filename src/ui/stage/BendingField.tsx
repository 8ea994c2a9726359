import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import type { CssPx } from '../../base/units.ts';

interface BendingFieldProps {
  /** In less, the stage scrolls. */
  readonly least: CssPx;
  /** What is drawn in so much height. */
  readonly children: (height: CssPx) => ReactNode;
}

/** The part of a figure that takes the height which is left to it: `FigureFacts.bends` where there is room. */
export function BendingField({ least, children }: BendingFieldProps) {
  const box = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(least);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const measure = () => setHeight(element.clientHeight);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={box} className="field-bends" style={{ minHeight: least }}>
      {children(height)}
    </div>
  );
}
