import { useTranslation } from '../use-translation.ts';
import { commands } from '../../store/commands.ts';
import { player } from '../../store/players.ts';
import { Button } from '../controls/Button.tsx';
import { useApp } from '../use-app.ts';

/** Shows whether the page follows the live edge, and returns to it. */
export function LiveButton() {
  const { t } = useTranslation();
  const isLive = useApp(({ cursor }) => cursor.kind === 'live');
  const isPlaying = useApp(() => player()?.isPlaying() === true);
  const name = t(isLive ? 'player.live' : 'player.goLive');
  return (
    <Button
      look={isLive ? 'quiet' : 'plain'}
      className="live-button"
      data-live={isLive && isPlaying}
      aria-label={name}
      title={name}
      disabled={isLive}
      onClick={() => commands.goLive.run()}
    >
      <span className="live-word">{name}</span>
    </Button>
  );
}
