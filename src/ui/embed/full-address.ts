import type { MouseEvent } from 'react';
import { currentFragment } from '../../store/share-actions.ts';

/** Where "open in full" leads: to what the frame shows when it is pressed. */
export function setFullAddress({ currentTarget }: MouseEvent<HTMLAnchorElement>): void {
  const fragment = currentFragment({ theme: false, language: true });
  currentTarget.href = `./#${fragment ?? ''}`;
}
