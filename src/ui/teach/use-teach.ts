import { useStore } from 'zustand';
import { teach, type TeachState } from '../../store/teach/teach-state.ts';

/** Selects from the state of teaching; like `useApp`, select values. */
export function useTeach<T>(select: (state: TeachState) => T): T {
  return useStore(teach, select);
}
