import { Pointer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Popover } from '../controls/Popover.tsx';
import { useMedia } from '../use-app.ts';

const gestures = ['zoom', 'move', 'range', 'pin', 'cursor', 'order', 'lane'] as const;

/** What a pointer, or on a screen that is touched a finger, does in the timeline. */
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
