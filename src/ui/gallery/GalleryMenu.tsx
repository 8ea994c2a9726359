import { PanelLeft } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { useTranslation } from '../use-translation.ts';
import { onSearchGallery } from '../../store/commands.ts';
import { typeAhead } from '../../store/typed-ahead.ts';
import { Popover } from '../controls/Popover.tsx';
import { later } from '../controls/later.tsx';
import './GalleryMenu.css';

const Gallery = later(async () => (await import('./Gallery.tsx')).Gallery);

/** The gallery may have to be loaded, and then takes what is typed. */
function Awaited() {
  useLayoutEffect(typeAhead, []);
  return null;
}

/** The gallery behind a button, if there is no room for a column. */
export function GalleryMenu() {
  const { t } = useTranslation();
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => onSearchGallery(() => panel.current?.showPopover()), []);
  return (
    <Popover ref={panel} label={t('page.scenarios')} icon={<PanelLeft size={16} />}>
      <div className="gallery-menu">
        <Awaited />
        <Gallery startsSearching canFold onChosen={() => panel.current?.hidePopover()} />
      </div>
    </Popover>
  );
}
