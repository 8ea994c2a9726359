import { useMemo } from 'react';
import type { Deadlock } from '../views/deadlock.ts';
import { useApp } from './use-app.ts';

/** The deadlock at the cursor, if there is one. */
export function useDeadlock(): Deadlock | undefined {
  const session = useApp((state) => state.session);
  const world = useApp((state) => state.world);
  return useMemo(() => session?.deadlockIn(world), [session, world]);
}
