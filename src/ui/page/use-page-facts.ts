import type { AppState } from '../../store/app-state.ts';
import type { Panel } from '../../store/layout.ts';
import { player } from '../../store/players.ts';
import { scenarioOf } from '../../store/program.ts';
import { useApp } from '../use-app.ts';

/** Panels of the page for presentations. */
const presented: readonly Panel[] = ['stage', 'timeline'];

/**
 * What the page's style sheets must know of its panels, as attributes of the page: lists of words, for `[data-open~='step']`.
 * Style sheets must not ask for it with `:has()` on the page or on a column: whatever a panel draws would then have the
 * browser work out the styles of the whole page anew, at every frame.
 */
export function usePageFacts() {
  const open = useApp(openPanels);
  const isWritten = useApp(isBeingWritten);
  const { folded, maximised, isPresenting } = useApp(({ layout }) => layout);
  const isThere = (panel: Panel) => !isPresenting || presented.includes(panel);
  return {
    'data-open': open,
    'data-folds': folded.filter(isThere).join(' '),
    'data-maximises':
      maximised !== undefined && isThere(maximised) && !isWritten ? maximised : undefined,
  };
}

function openPanels(state: AppState): string {
  const terminals = countTerminals(state);
  return [
    state.program.kind === 'files' && 'own',
    isBeingWritten(state) && 'write',
    state.mode === 'step' && 'step',
    state.exploring !== undefined && 'explore',
    state.comparing && 'cure',
    state.teaching !== undefined && 'learn',
    terminals > 0 && 'terminal',
    terminals > 1 && 'terminals',
  ]
    .filter((word) => word !== false)
    .join(' ');
}

/** The user's own program without a run: the page shows only its text. */
const isBeingWritten = ({ program, session, layout }: AppState): boolean =>
  program.kind === 'files' && session === undefined && !layout.isPresenting;

/** Number of terminals at the cursor that accept input. */
function countTerminals({ session, world, program, mode }: AppState): number {
  const isTaken = mode === 'live' && scenarioOf(program)?.tabs !== undefined;
  if (session === undefined || isTaken || player()?.canType === false) return 0;
  if (world.processes[0]?.exitCode !== undefined) return 0;
  let count = 0;
  for (let i = 0; i < world.objects.length; i += 1)
    if (session.trace.objects[i]?.kind === 'terminal') count += 1;
  return count;
}
