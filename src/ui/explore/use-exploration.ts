import { useStore } from 'zustand';
import { exploration, type ExploreState } from '../../store/explore/explore-state.ts';

/** Selects from the state of an exploration; like `useApp`, select values. */
export function useExploration<T>(select: (state: ExploreState) => T): T {
  return useStore(exploration, select);
}
