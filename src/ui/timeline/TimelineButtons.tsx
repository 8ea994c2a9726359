import { ChevronsRight, MoveHorizontal, ZoomIn, ZoomOut } from 'lucide-react';
import { useTranslation } from '../use-translation.ts';
import { currentTimeline } from '../../store/timeline-port.ts';
import { timelineCommands } from '../../timeline/commands.ts';
import { Button } from '../controls/Button.tsx';

const buttons = [
  { id: 'zoom-out', Icon: ZoomOut, face: undefined },
  { id: 'zoom-in', Icon: ZoomIn, face: undefined },
  { id: 'full-range', Icon: MoveHorizontal, face: 'timeline.fullRange' },
] as const;

/** Timeline commands that need buttons for pointers and touch. */
export function TimelineButtons({ follows }: { readonly follows: boolean }) {
  const { t } = useTranslation(['ui', 'timeline']);
  const run = (id: string) => {
    const timeline = currentTimeline();
    const command = timelineCommands.find((known) => known.id === id);
    if (timeline !== undefined) command?.run(timeline);
  };
  return (
    <div className="timeline-buttons">
      {!follows && (
        <Button icon={<ChevronsRight size={15} />} onClick={() => run('reset')}>
          {t('timeline.follow')}
        </Button>
      )}
      {buttons.map(({ id, Icon, face }) => {
        const name = t(`timeline:commands.${id}`);
        return (
          <Button
            key={id}
            icon={<Icon size={15} />}
            aria-label={face === undefined ? name : undefined}
            title={name}
            onClick={() => run(id)}
          >
            {face && t(face)}
          </Button>
        );
      })}
    </div>
  );
}
