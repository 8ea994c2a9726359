/** Keeps a diagnosis up to date with its trace. */
import { Diagnosis } from '../../diagnose/diagnosis.ts';
import type { Ms } from '../../base/units.ts';
import type { Session } from '../../store/session.ts';

/** Events read between two looks at the clock. */
const AT_ONCE = 25;
/** Time for a part: a frame has room for it beside its picture. */
const TURN: Ms = 5;
/** Time without new events after which all wake-ups of the last step have happened. */
const STILL: Ms = 200;

/** When a trace last grew: one of its `Readings`. */
export class Growth {
  #length = -1;
  #at: Ms = 0;

  /** Reads a part of the new events. `now` is real time. */
  keepUp(diagnosis: Diagnosis, now: Ms): void {
    const { length } = diagnosis.trace;
    const hasGrown = this.#length !== length;
    if (hasGrown) [this.#length, this.#at] = [length, now];
    const late = performance.now() + TURN;
    let isRead = diagnosis.advance(AT_ONCE);
    while (!isRead && performance.now() < late) isRead = diagnosis.advance(AT_ONCE);
    if (!isRead || hasGrown) return;
    if (now - this.#at >= STILL) diagnosis.settle();
  }
}

/** The complete diagnosis, once the trace has stopped growing or has grown further. */
export async function catchUp(session: Session): Promise<Diagnosis> {
  const diagnosis = session.readings.of(Diagnosis);
  session.advance();
  diagnosis.advance();
  const { length } = session.trace;
  await new Promise((resolve) => setTimeout(resolve, STILL));
  session.advance();
  if (session.trace.length === length) diagnosis.settle();
  else diagnosis.advance();
  return diagnosis;
}
