import { useStore } from 'zustand';
import { steps, type StepState } from '../../store/step/step-state.ts';

/** A part of what step mode tells; as `useApp`, select values. */
export function useSteps<T>(select: (state: StepState) => T): T {
  return useStore(steps, select);
}
