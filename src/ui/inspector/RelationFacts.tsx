import { useState } from 'react';
import { useTranslation } from '../use-translation.ts';
import type { EventIndex } from '../../base/units.ts';
import type { Cone } from '../../diagnose/causality.ts';
import { Button } from '../controls/Button.tsx';
import type { CardProps } from './card-props.ts';
import { Fact, Facts } from './Facts.tsx';
import { EventLinks } from './Links.tsx';

/** On demand: events before the event, after it, and concurrent with it. */
export function RelationFacts({ world, trace, onSelect, seq }: CardProps & { seq: EventIndex }) {
  const { t } = useTranslation('inspector');
  const [cone, setCone] = useState<Cone>();
  const ask = async () => {
    const { coneOf } = await import('../../diagnose/causality.ts');
    setCone(coneOf(trace, seq));
  };
  const isShown = cone?.event === seq;
  const known = (events: readonly EventIndex[]) =>
    events.filter((event, thread) => event >= 0 && thread !== cone?.thread).slice(0, 12);
  return (
    <section className="card-section">
      <Button
        look="plain"
        aria-expanded={isShown}
        title={t('event.relationHelp')}
        onClick={() => (isShown ? setCone(undefined) : void ask())}
      >
        {t('event.relation')}
      </Button>
      {isShown && (
        <>
          <p className="card-note">{t('event.relationHelp')}</p>
          <Facts>
            {(['before', 'after', 'concurrent'] as const).map((one) => (
              <Fact key={one} name={t(`event.${one}`)}>
                <span className="figures">{t('event.events', { count: cone[one] })}</span>
              </Fact>
            ))}
          </Facts>
          <EventLinks
            {...{ world, trace, onSelect }}
            caption={t('event.lastBefore')}
            events={known(cone.lastBefore)}
          />
          <EventLinks
            {...{ world, trace, onSelect }}
            caption={t('event.firstAfter')}
            events={known(cone.firstAfter)}
          />
        </>
      )}
    </section>
  );
}
