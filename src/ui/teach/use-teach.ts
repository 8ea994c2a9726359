import { useStore } from 'zustand';
import { teach, type TeachState } from '../../store/teach/teach-state.ts';

/** A part of what is known of teaching; as `useApp`, select values. */
export function useTeach<T>(select: (state: TeachState) => T): T {
  return useStore(teach, select);
}
