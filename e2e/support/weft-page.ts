/** The page as a test sees it: `window.weft` for what happens in the program, roles and names for what the reader gets. */
import type { Locator, Page } from '@playwright/test';
import type {
  EventInfo,
  LoadOptions,
  ObjectInfo,
  PageState,
  ThreadInfo,
} from '../../src/ui/api/weft-api.ts';

/** What an event must say, field by field; a field that is left out may say anything. */
export type EventPattern = Partial<EventInfo>;

/** In real time. A program that has not got there by then has failed, on the slowest machine too. */
const PATIENCE_MS = 60_000;

export class WeftPage {
  readonly page: Page;
  readonly player: Locator;
  readonly settings: Locator;
  readonly stage: Locator;
  readonly timeline: Locator;
  readonly source: Locator;
  readonly inspector: Locator;
  readonly console: Locator;
  readonly notices: Locator;

  constructor(page: Page) {
    this.page = page;
    this.player = page.getByRole('region', { name: 'Player' });
    this.settings = page.getByRole('group', { name: 'Settings' });
    this.stage = page.getByRole('region', { name: 'Stage' });
    this.timeline = page.locator('#timeline');
    this.source = page.getByRole('tabpanel', { name: /^(Python|TypeScript)$/ });
    this.inspector = page.getByRole('region', { name: 'Inspector' });
    this.console = page.getByRole('log', { name: 'Console' });
    this.notices = page.getByRole('region', { name: 'Notices' });
  }

  /**
   * Opens the page with a fragment (without its #) and waits until its program has begun. Where the page is open, it
   * follows the link in place.
   */
  async open(fragment = '', address = './'): Promise<void> {
    if (address === './' && (await this.#follow(fragment))) return;
    await this.page.goto(fragment === '' ? address : `${address}#${fragment}`);
    await this.ready();
  }

  /** False where no page is open that could. */
  #follow(fragment: string): Promise<boolean> {
    return this.page.evaluate(async (link) => {
      if (!('weft' in window)) return false;
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      history.replaceState(null, '', '#');
      const followed = new Promise((resolve) => {
        addEventListener('hashchange', resolve, { once: true });
      });
      location.hash = link === '' ? 'speed=1' : link;
      await followed;
      await window.weft.idle();
      for (;;) {
        const { events, status } = window.weft.state();
        if (events > 0 || status === 'paused' || status === 'ended') return true;
        await new Promise(requestAnimationFrame);
      }
    }, fragment);
  }

  async ready(): Promise<void> {
    await this.page.evaluate(() => window.weft.ready);
  }

  load(id: string, options: LoadOptions = {}): Promise<void> {
    return this.page.evaluate((load) => window.weft.load(load.id, load.options), { id, options });
  }

  restart(): Promise<void> {
    return this.page.evaluate(() => window.weft.restart());
  }

  pause(): Promise<void> {
    return this.page.evaluate(() => window.weft.pause());
  }

  resume(): Promise<void> {
    return this.page.evaluate(() => window.weft.resume());
  }

  setSpeed(factor: number): Promise<void> {
    return this.page.evaluate((value) => window.weft.setSpeed(value), factor);
  }

  cursor(at: number | 'live'): Promise<void> {
    return this.page.evaluate((value) => window.weft.cursor(value), at);
  }

  /** Everything that has happened is on the screen. */
  idle(): Promise<void> {
    return this.page.evaluate(() => window.weft.idle());
  }

  state(): Promise<PageState> {
    return this.page.evaluate(() => window.weft.state());
  }

  threads(): Promise<ThreadInfo[]> {
    return this.page.evaluate(() => window.weft.threads());
  }

  objects(): Promise<ObjectInfo[]> {
    return this.page.evaluate(() => window.weft.objects());
  }

  events(): Promise<EventInfo[]> {
    return this.page.evaluate(() => window.weft.events());
  }

  /** Waits until the program is over; resolves with all its events. */
  async ended(): Promise<EventInfo[]> {
    await this.happened({ kind: 'exit', process: 'MainProcess' });
    await this.idle();
    return this.events();
  }

  /** Waits until `times` events of the present run match. Resolves with them. */
  happened(pattern: EventPattern, times = 1): Promise<EventInfo[]> {
    return this.page.evaluate(
      async ({ fields, count, patience }) => {
        const found: EventInfo[] = [];
        const giveUp = performance.now() + patience;
        for (let since = 0; found.length < count;) {
          for (const event of window.weft.events({ since })) {
            since = event.seq + 1;
            if (fields.every(([field, value]) => event[field as keyof EventInfo] === value))
              found.push(event);
          }
          if (performance.now() > giveUp) {
            const sought = JSON.stringify(Object.fromEntries(fields));
            throw new Error(`${found.length} of ${count} events ${sought} came in ${patience} ms`);
          }
          await new Promise(requestAnimationFrame);
        }
        return found.slice(0, count);
      },
      { fields: Object.entries(pattern), count: times, patience: PATIENCE_MS },
    );
  }

  /** Lets the page draw so many frames. */
  frames(count: number): Promise<void> {
    return this.page.evaluate(async (wanted) => {
      for (let n = 0; n < wanted; n += 1) await new Promise(requestAnimationFrame);
    }, count);
  }

  /** Thread Workers and, where there is one, the kernel's. Service workers are not among them. */
  workerCount(): number {
    return this.page.workers().length;
  }

  /** The player's button that plays or pauses. */
  get playButton(): Locator {
    return this.player.getByRole('button', { name: /^(Play|Pause)$/ });
  }

  /** The lines of the shown listing that threads are on, as the page tells them to a screen reader. */
  litLines(): Promise<string[]> {
    return this.source
      .getByRole('button', { name: / is on line \d+: / })
      .evaluateAll((tags) => tags.map((tag) => tag.ariaLabel ?? ''));
  }

  /** The visible text of every panel that shows the state at the cursor. */
  async panels(): Promise<Record<string, string>> {
    await this.idle();
    return {
      // Without the ghosts of what has just moved: they are pictures, and there for a moment.
      stage: await this.stage.evaluate((stage: HTMLElement) => {
        for (const ghost of stage.querySelectorAll('.ghost')) ghost.remove();
        return stage.innerText;
      }),
      source: (await this.litLines()).join('\n'),
      inspector: await this.inspector.innerText(),
      console: await this.console.innerText(),
    };
  }
}
