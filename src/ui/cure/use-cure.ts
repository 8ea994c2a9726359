import { useStore } from 'zustand';
import { cure, type CureState } from '../../store/cure/cure-state.ts';

/** Selects from the state of the run beneath; like `useApp`, select values. */
export function useCure<T>(select: (state: CureState) => T): T {
  return useStore(cure, select);
}
