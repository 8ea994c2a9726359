/** Composition root of the page: which engine runs which kind of program, and where the page is mounted. */
import { bug } from './base/bug.ts';
import type { LabWorkers } from './engines/lab/client/lab-workers.ts';
import { ensureIsolation } from './base/isolation.ts';
import { provideEngines } from './store/players.ts';
import { installPageApi } from './ui/api/page-api.ts';
import { showStartFailure } from './ui/failures.ts';
import { fetchWords, startPage } from './ui/start.tsx';

const root = document.getElementById('root') ?? bug('the document has no #root');

async function start(): Promise<void> {
  if (location.hash.startsWith('#worker=')) {
    const { startWorker } = await import('./ui/tabs/start-worker.tsx');
    return startWorker(root, location.hash);
  }
  const isEmbed = new URLSearchParams(location.search).has('embed');
  if (!isEmbed) fetchWords();
  const [isolation, { LiveEngine }, { livePlayer }] = await Promise.all([
    ensureIsolation(),
    import('./engines/live/engine.ts'),
    import('./store/live-player.ts'),
  ]);
  if (isolation.kind === 'reloading') return new Promise(() => undefined);
  let found: Promise<LabWorkers> | undefined;
  const labWorkers = () =>
    (found ??= import('./engines/lab/client/lab-workers.ts').then(
      (lab) =>
        new lab.LabWorkers((done, total) => {
          void import('./store/own-program.ts').then(({ own }) =>
            own.setState({ loading: { done, total } }),
          );
        }),
    ));
  const labEngine = async () => {
    const [{ createLab }, { take }] = await Promise.all([
      import('./engines/lab/client/lab-engine.ts'),
      labWorkers(),
    ]);
    return () => createLab(undefined, take);
  };
  provideEngines([
    {
      program: 'scenario',
      mode: 'live',
      player: () => livePlayer((options) => new LiveEngine(options)),
    },
    {
      program: 'scenario',
      mode: 'step',
      async player() {
        const [{ stepPlayer }, { ModelEngine }] = await Promise.all([
          import('./store/step/step-player.ts'),
          import('./engines/model/client/model-engine.ts'),
        ]);
        return stepPlayer(() => new ModelEngine());
      },
      async explorer() {
        const { ExplorerWorker } = await import('./explore/client/explorer-worker.ts');
        return new ExplorerWorker();
      },
      async aside() {
        const { ModelEngine } = await import('./engines/model/client/model-engine.ts');
        return new ModelEngine();
      },
    },
    {
      program: 'files',
      mode: 'live',
      async player() {
        const [{ pacedPlayer }, create] = await Promise.all([
          import('./store/paced-player.ts'),
          labEngine(),
        ]);
        return pacedPlayer(create);
      },
      async warm() {
        const [{ canSwitchStacks }, workers] = await Promise.all([
          import('./ui/lab/stack-switching.ts'),
          labWorkers(),
        ]);
        if (canSwitchStacks) workers.warm();
      },
    },
    {
      program: 'files',
      mode: 'step',
      async player() {
        const [{ stepPlayer }, create] = await Promise.all([
          import('./store/step/step-player.ts'),
          labEngine(),
        ]);
        return stepPlayer(create);
      },
      async explorer() {
        const [{ RunExplorer, engineCount }, create] = await Promise.all([
          import('./explore/runs/run-explorer.ts'),
          labEngine(),
        ]);
        return new RunExplorer(create, engineCount());
      },
    },
    {
      program: 'trace',
      mode: 'recorded',
      player: async () => (await import('./store/recorded-player.ts')).recordedPlayer(),
      async warm() {
        await Promise.all([
          import('./store/recorded-player.ts'),
          import('./ui/recorded/RecordedHeader.tsx'),
          import('./ui/recorded/RecordedPlayer.tsx'),
          import('./ui/recorded/Totals.tsx'),
        ]);
      },
    },
  ]);
  if (isEmbed) {
    const { startEmbed } = await import('./ui/embed/start-embed.tsx');
    return startEmbed(root);
  }
  await startPage(root);
}

// Set before anything is awaited: an embedding page finds `window.weft` as soon as the frame has loaded.
const started = start();
installPageApi(started);
// Not awaited: the chunks that it fetches import from this module.
started.catch((error: unknown) => {
  showStartFailure(root, error);
  throw error;
});
