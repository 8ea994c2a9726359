import { useStore } from 'zustand';
import { exploration, type ExploreState } from '../../store/explore/explore-state.ts';

/** A part of what is known of an exploration; as `useApp`, select values. */
export function useExploration<T>(select: (state: ExploreState) => T): T {
  return useStore(exploration, select);
}
