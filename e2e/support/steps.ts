/** Step mode as a test drives it. */
import { expect } from '@playwright/test';
import type { WeftPage } from './weft-page.ts';

/** The panel of steps. */
export class Steps {
  readonly #weft: WeftPage;

  constructor(weft: WeftPage) {
    this.#weft = weft;
  }

  get panel() {
    return this.#weft.page.getByRole('region', { name: 'Steps', exact: true });
  }

  get movers() {
    return this.panel.getByRole('list', { name: 'Threads that can take this step' });
  }

  /** Names of the buttons for threads that can move. */
  async choices(): Promise<string[]> {
    await this.#weft.idle();
    const buttons = this.movers.getByRole('button', { name: /take this step|took this step/ });
    return buttons.evaluateAll((all) => all.map((each) => each.getAttribute('aria-label') ?? ''));
  }

  /** Which step is the next, from 1. */
  async next(): Promise<number> {
    await this.#weft.idle();
    const title = await this.panel.getByRole('heading').textContent();
    const number = Number(/\d+/.exec(title ?? '')?.[0]);
    return title?.startsWith('Who') === true ? number : number + 1;
  }

  async take(name: RegExp): Promise<void> {
    const step = await this.next();
    await this.movers.getByRole('button', { name }).first().click();
    await this.shows(step + 1);
  }

  async shows(step: number): Promise<void> {
    await expect(this.panel.getByRole('heading')).toHaveText(
      new RegExp(
        `^(Who takes step ${step}\\?|After ${step - 1} steps? no thread can go on|The program has ended, after ${step - 1} steps?)$`,
      ),
    );
    await expect(this.panel.locator('[data-old]')).toHaveCount(0);
  }

  async back(): Promise<void> {
    const step = await this.next();
    await this.#weft.page.keyboard.press('ArrowLeft');
    await this.shows(step - 1);
  }
}

/** The link of the page as it is now, taken from the dialog. */
export async function linkOf({ page }: WeftPage): Promise<string> {
  await page.keyboard.press('l');
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  return link;
}
