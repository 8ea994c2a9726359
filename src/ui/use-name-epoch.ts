import { nameEpoch } from '../views/names.ts';
import { useApp } from './use-app.ts';

/** The component renders again when the cursor passes an event that gave a thread or a process another name. */
export function useNameEpoch(): void {
  useApp(({ session }) => (session === undefined ? 0 : nameEpoch(session.trace)));
}
