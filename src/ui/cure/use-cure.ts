import { useStore } from 'zustand';
import { cure, type CureState } from '../../store/cure/cure-state.ts';

/** A part of what is known of the run beneath; as `useApp`, select values. */
export function useCure<T>(select: (state: CureState) => T): T {
  return useStore(cure, select);
}
