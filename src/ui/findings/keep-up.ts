/** Keeps a diagnosis up with its trace. */
import { Diagnosis } from '../../diagnose/diagnosis.ts';
import type { Ms } from '../../base/units.ts';
import type { Session } from '../../store/session.ts';

/** Events that are taken in at once: a few milliseconds. */
const AT_ONCE = 4000;
/** A trace that has not grown for so long has told all that the last step woke. */
const STILL: Ms = 200;

/** When a trace has last grown: one of its `Readings`. */
export class Growth {
  #length = -1;
  #at: Ms = 0;

  /** Takes in a part of what is new. `now` is real time. */
  keepUp(diagnosis: Diagnosis, now: Ms): void {
    const { length } = diagnosis.trace;
    const hasGrown = this.#length !== length;
    if (hasGrown) [this.#length, this.#at] = [length, now];
    if (!diagnosis.advance(AT_ONCE) || hasGrown) return;
    if (now - this.#at >= STILL) diagnosis.settle();
  }
}

/** All there is, once the trace has stood still or has grown on. */
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
