import { useTranslation } from '../use-translation.ts';
import type { Condition } from '../../views/condition.ts';
import { toneOf } from '../stage/thread-tone.ts';
import { ToneIcon } from '../stage/ToneIcon.tsx';

/** A state as colour, icon and word; optionally with a count. */
export function StateMark({ condition, count }: { condition: Condition; count?: number }) {
  const { t } = useTranslation(['stage', 'views']);
  return (
    <span className="state-mark tone" data-tone={toneOf(condition)} data-condition={condition}>
      <ToneIcon condition={condition} />
      {count !== undefined && <span className="state-count figures">{count}</span>}
      {t(`views:condition.${condition}`)}
    </span>
  );
}
