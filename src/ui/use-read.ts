import { useEffect, useReducer } from 'react';
import type { InTurns } from '../views/in-turns.ts';

/** Events that are taken in at once: 10 to 30 ms of work, and more than any program does between two frames. */
const AT_ONCE = 10_000;

/**
 * Whether `reading` covers the first `count` events. A long run that has just come on the page is read in turns, a frame each,
 * and whoever uses this renders again until it is there.
 */
export function useRead(reading: InTurns, count: number): boolean {
  const isRead = reading.advance(count, AT_ONCE);
  const [turn, goOn] = useReducer((turns: number) => turns + 1, 0);
  useEffect(() => {
    if (isRead) return undefined;
    const request = requestAnimationFrame(goOn);
    return () => cancelAnimationFrame(request);
  }, [isRead, turn]);
  return isRead;
}
