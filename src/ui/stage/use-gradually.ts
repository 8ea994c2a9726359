import { useEffect, useState, useSyncExternalStore } from 'react';

/** Number of elements that are added in one frame. */
const STEP = 16;

/** The end of the step after the one that `count` is in. */
const nextStep = (count: number): number => (Math.ceil(count / STEP) + 1) * STEP;

/**
 * How many of `wanted` elements to render now: where many come at once, so many more with each frame until all are there. A
 * page that adds hundreds of them in one task answers nothing meanwhile. Markup that is no page has all.
 */
export function useGradually(wanted: number): number {
  const [admitted, setAdmitted] = useState(STEP);
  const isPage = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const count = isPage ? Math.min(wanted, admitted) : wanted;
  const next = nextStep(count);
  useEffect(() => {
    if (next === admitted) return undefined;
    const frame = requestAnimationFrame(() => setAdmitted(next));
    return () => cancelAnimationFrame(frame);
  }, [next, admitted]);
  return count;
}

const never = () => () => undefined;
