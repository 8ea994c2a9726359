import { ListFilter } from 'lucide-react';
import { useTranslation } from '../use-translation.ts';
import type { Arrangement } from '../../timeline/arrangement.ts';
import { Popover } from '../controls/Popover.tsx';
import { onceAfterPicture } from '../controls/later.tsx';
import './LanesMenu.css';

const Lanes = onceAfterPicture(async () => (await import('./Lanes.tsx')).Lanes);

/** Visibility and order of lanes: by text, by kind, individually. */
export function LanesMenu({ arrangement }: { readonly arrangement: Arrangement }) {
  const { t } = useTranslation('timeline');
  const { hidden, without, query } = arrangement;
  const changed = hidden.size + without.size + arrangement.pinned.length > 0 || query !== '';
  return (
    <Popover
      label={t('lanes.title')}
      icon={
        <>
          <ListFilter size={15} />
          {changed && <span className="lanes-mark" />}
        </>
      }
    >
      <Lanes arrangement={arrangement} />
    </Popover>
  );
}
