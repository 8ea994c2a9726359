import { useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { app, type AppState } from '../store/app-state.ts';

/** A part of the state; the component renders again when that part is another one. Select values, do not build objects. */
export function useApp<T>(select: (state: AppState) => T): T {
  return useStore(app, select);
}

/** Whether a media query holds. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    () => matchMedia(query).matches,
    () => false,
  );
}
