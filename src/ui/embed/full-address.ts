import type { MouseEvent } from 'react';
import { currentFragment } from '../../store/share-actions.ts';

/** Target of "open in full": the state of the frame when pressed. */
export function setFullAddress({ currentTarget }: MouseEvent<HTMLAnchorElement>): void {
  const fragment = currentFragment({ theme: false, language: true });
  currentTarget.href = `./#${fragment ?? ''}`;
}
