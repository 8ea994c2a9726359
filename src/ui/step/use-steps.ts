import { useStore } from 'zustand';
import { steps, type StepState } from '../../store/step/step-state.ts';

/** Selects from the state of step mode; like `useApp`, select values. */
export function useSteps<T>(select: (state: StepState) => T): T {
  return useStore(steps, select);
}
