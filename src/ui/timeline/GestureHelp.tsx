import { Pointer } from 'lucide-react';
import { useTranslation } from '../use-translation.ts';
import { Popover } from '../controls/Popover.tsx';
import { useMedia } from '../use-app.ts';

const gestures = ['zoom', 'move', 'range', 'pin', 'cursor', 'order', 'lane'] as const;

/** Help on pointer gestures, or on touch gestures on a touch screen. */
export function GestureHelp() {
  const { t } = useTranslation('timeline');
  const hand = useMedia('(pointer: coarse)') ? 'touch' : 'mouse';
  return (
    <Popover label={t('gestures.title')} icon={<Pointer size={15} />}>
      <dl className="gestures">
        {gestures.map((gesture) => (
          <div key={gesture}>
            <dt>{t(`gestures.what.${gesture}`)}</dt>
            <dd>{t(`gestures.${hand}.${gesture}`)}</dd>
          </div>
        ))}
      </dl>
    </Popover>
  );
}
