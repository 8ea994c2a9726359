/**
 * The reader's selection. Set by the timeline, the stage and the event table; shown by the inspector. isOnlyLit:
 * selected by a stop of a lesson, not by the reader, so a phone does not cover the picture with the inspector.
 */
import type { EventIndex, Ms, ObjectIndex, ThreadIndex } from '../base/units.ts';

export type Selection =
  | { readonly kind: 'none' }
  | { readonly kind: 'thread'; readonly index: ThreadIndex; readonly isOnlyLit?: true }
  | { readonly kind: 'object'; readonly index: ObjectIndex; readonly isOnlyLit?: true }
  | { readonly kind: 'event'; readonly seq: EventIndex }
  /** An arrow of the timeline, from cause to effect. */
  | { readonly kind: 'arrow'; readonly from: EventIndex; readonly to: EventIndex }
  /** A range of program time. */
  | { readonly kind: 'range'; readonly start: Ms; readonly end: Ms };

export const nothing: Selection = { kind: 'none' };
