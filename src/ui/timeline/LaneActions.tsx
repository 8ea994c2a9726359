import { useDismissed } from '../controls/use-dismissed.ts';
import { useTranslation } from '../use-translation.ts';
import { currentTimeline } from '../../store/timeline-port.ts';
import type { LaneMenu } from '../../timeline/timeline.ts';
import { Button } from '../controls/Button.tsx';

/** Menu of a lane that was long-pressed or right-clicked. */
export function LaneActions({
  menu,
  onClose,
}: {
  readonly menu: LaneMenu;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('timeline');
  const box = useDismissed(menu, onClose);
  const desk = currentTimeline()?.desk;
  if (desk === undefined) return null;
  const { key } = menu;
  const isProcess = key.startsWith('p');
  const isPinned = desk.arrangement.pinned.includes(key);
  const process = Number(key.slice(1));
  const actions: readonly (readonly [string, () => void])[] = [
    ...(isProcess
      ? [[t('lanes.menu.fold'), () => desk.fold(process)] as const]
      : [
          [t(isPinned ? 'lanes.menu.unpin' : 'lanes.menu.pin'), () => desk.pin(key)] as const,
          [t('lanes.menu.hide'), () => desk.hide(key)] as const,
        ]),
    [t('lanes.menu.up'), () => desk.move(-1, key)],
    [t('lanes.menu.down'), () => desk.move(1, key)],
  ];
  return (
    <div
      ref={box}
      className="lane-menu"
      role="group"
      aria-label={t('lanes.menu.title')}
      style={{ left: menu.x, top: menu.y }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      {actions.map(([label, act]) => (
        <Button
          key={label}
          onClick={() => {
            act();
            onClose();
          }}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}
