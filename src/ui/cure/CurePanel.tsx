import { X } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from '../use-translation.ts';
import { toggleComparing } from '../../store/compare-actions.ts';
import { followPage } from '../../store/cure/beneath.ts';
import type { Session } from '../../store/session.ts';
import type { Arrangement } from '../../timeline/arrangement.ts';
import type { Hover } from '../../timeline/timeline.ts';
import { Button } from '../controls/Button.tsx';
import { useFindingTexts } from '../findings/use-findings.ts';
import type { FindingTexts } from '../findings/words.ts';
import { flagsOf } from '../findings/use-flags.ts';
import { Tooltip } from '../timeline/Tooltip.tsx';
import { useApp } from '../use-app.ts';
import { Decisive } from './Decisive.tsx';
import { Parted } from './Parted.tsx';
import { SideTold } from './SideTold.tsx';
import { useCanvas } from './use-canvas.ts';
import { useCure } from './use-cure.ts';
import { useAbove, useBeneath, useParting } from './use-runs.ts';
import { fill, useCureTexts, type CureTexts } from './words.ts';
import './CurePanel.css';

interface PanelProps {
  readonly isCompact: boolean;
  /** Of the lanes above. */
  readonly arrangement: Arrangement;
}

/** The run with the cure, or with the mistake, beneath the page's run: same axis, same cursor. */
export function CurePanel(props: PanelProps) {
  const texts = useCureTexts();
  const findingTexts = useFindingTexts();
  useEffect(() => followPage(), []);
  const above = useApp(({ session }) => session);
  const beneath = useCure((state) => state.beneath);
  if (texts === undefined || findingTexts === undefined) return null;
  const isThere = above !== undefined && beneath !== undefined;
  return (
    <section className="cure" aria-label={texts.panel}>
      {isThere ? (
        <Both
          {...props}
          above={above}
          beneath={beneath}
          texts={texts}
          findingTexts={findingTexts}
        />
      ) : (
        <div className="cure-head">
          <p role="status">{texts.making}</p>
          <Close texts={texts} />
        </div>
      )}
    </section>
  );
}

function Close({ texts }: { readonly texts: CureTexts }) {
  return (
    <Button
      icon={<X size={15} />}
      className="cure-close"
      aria-label={texts.close}
      title={texts.close}
      onClick={toggleComparing}
    />
  );
}

interface BothProps extends PanelProps {
  readonly above: Session;
  readonly beneath: Session;
  readonly texts: CureTexts;
  readonly findingTexts: FindingTexts;
}

function Both({ above, beneath, isCompact, arrangement, texts, findingTexts }: BothProps) {
  const [first, second] = [useAbove(above), useBeneath(beneath)];
  const parting = useParting(first, second);
  const runs = useMemo(() => [first, second] as const, [first, second]);
  const canvas = useRef<HTMLDivElement>(null);
  const [hover, setHover] = useState<Hover>();
  const flags = useMemo(() => flagsOf(second.findings), [second]);
  useCanvas(canvas, {
    beneath,
    isCompact,
    arrangement,
    flags,
    parting: parting?.time,
    onHover: setHover,
  });
  const told = { runs, parting, texts, findingTexts };
  return (
    <>
      <div className="cure-head">
        <div className="cure-sides">
          <SideTold side={0} {...told} />
          <SideTold side={1} {...told} />
        </div>
        <Parted {...told} />
        <Close texts={texts} />
      </div>
      <div
        ref={canvas}
        className="timeline-canvas cure-canvas"
        data-scope="timeline"
        role="application"
        aria-label={texts.canvas}
        tabIndex={0}
      >
        {hover !== undefined && (
          <Tooltip hover={hover} beneath={{ session: beneath, world: second.world }} />
        )}
      </div>
      <div className="cure-foot">
        <Decisive {...told} />
        <Made texts={texts} />
      </div>
    </>
  );
}

/** The settings of the run beneath. */
function Made({ texts }: { readonly texts: CureTexts }) {
  const { t } = useTranslation('step');
  const seed = useApp((state) => state.seed);
  const isLive = useApp((state) => state.mode === 'live');
  const strategy = useCure((state) => state.strategy);
  const made = fill(texts.made, { seed, strategy: t(`strategy.${strategy}.name`) });
  return <p className="cure-made">{isLive ? `${made} ${texts.live}` : made}</p>;
}
