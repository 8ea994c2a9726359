/**
 * What the reader has pinned. The timeline, the stage and the event table set it; the inspector tells about it. isOnlyLit:
 * a stop of a lesson points at it and the reader has not asked, so a phone does not lay the inspector over the picture.
 */
import type { EventIndex, Ms, ObjectIndex, ThreadIndex } from '../base/units.ts';

export type Selection =
  | { readonly kind: 'none' }
  | { readonly kind: 'thread'; readonly index: ThreadIndex; readonly isOnlyLit?: true }
  | { readonly kind: 'object'; readonly index: ObjectIndex; readonly isOnlyLit?: true }
  | { readonly kind: 'event'; readonly seq: EventIndex }
  /** An arrow of the timeline, from cause to effect. */
  | { readonly kind: 'arrow'; readonly from: EventIndex; readonly to: EventIndex }
  /** A stretch of program time. */
  | { readonly kind: 'range'; readonly start: Ms; readonly end: Ms };

export const nothing: Selection = { kind: 'none' };
