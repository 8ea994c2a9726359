import type { EventIndex } from '../../base/units.ts';
import { lookAbove, lookBeneath } from '../../store/cure/looking.ts';
import { formatInstant } from '../../views/time-format.ts';
import type { SideIndex } from './decisive.ts';
import type { ToldProps } from './told.ts';
import { useSaying } from './use-saying.ts';
import { fill } from './words.ts';

/** Where the two runs diverge, and what each does there. */
export function Parted({ runs, parting, texts, findingTexts }: ToldProps) {
  const saying = [useSaying(runs[0], findingTexts), useSaying(runs[1], findingTexts)] as const;
  if (parting === undefined) return <p className="cure-parted">{texts.same}</p>;
  const actOf = (side: SideIndex): string => {
    const seq = parting.events[side];
    if (seq < 0) return texts.nobody;
    const act = saying[side].event(seq);
    if (!parting.acts[side]) return fill(texts.still, { act });
    const time = runs[side].session.trace.time(seq);
    return time > parting.time ? fill(texts.later, { time: formatInstant(time), act }) : act;
  };
  const look = [lookAbove, lookBeneath] as const satisfies ((seq: EventIndex) => void)[];
  return (
    <div className="cure-parted">
      <p>
        {parting.time <= 0
          ? texts.atOnce
          : fill(texts.until, { time: formatInstant(parting.time) })}
      </p>
      <dl>
        {([0, 1] as const).map((side) => (
          <div key={side}>
            <dt>{side === 0 ? texts.then.above : texts.then.beneath}</dt>
            <dd>
              <button
                type="button"
                className="link"
                disabled={parting.events[side] < 0}
                onClick={() => look[side](parting.events[side])}
              >
                <span className="link-text">{actOf(side)}</span>
              </button>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
