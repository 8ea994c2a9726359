/** Automated accessibility findings on the page, by WCAG 2.2 AA. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

const NAMES = 'label-content-name-mismatch';
const SIZES = 'target-size';

export type Theme = 'light' | 'dark';

/**
 * Findings, with the places where they are. `rules`: these alone. That a control's name has what stands on it (2.5.3) is under
 * none of the tags; a name that is a sentence with those words in it is left out, as is a car with a number on it. The tags at
 * lines of the source are left out of the size of targets: lines stand closer, and the same threads are had from the timeline
 * and the stage. So is a stage that is drawn smaller so that all of it is in sight: the palette has the same, in full size.
 */
export async function barriers(page: Page, rules?: readonly string[]): Promise<string[]> {
  // Without legacy mode each call opens another page to merge frames, of which there are none.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const asked =
    rules === undefined
      ? axe.options({ rules: { [NAMES]: { enabled: true } } }).withTags(standards)
      : axe.withRules([...rules]);
  const { violations } = await asked.analyze();
  const found = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes
        .filter(({ html }) => id !== NAMES || !/class="(car|step-mover)\b/.test(html))
        .map(({ target }) => ({ id, where: target.join(' ') })),
    );
  const small = await page.evaluate(
    (places) =>
      places.filter((place) =>
        document.querySelector(place)?.closest('.source-tag, [style*="--zoom"]'),
      ),
    found.filter(({ id }) => id === SIZES).map(({ where }) => where),
  );
  return found
    .filter(({ id, where }) => id !== SIZES || !small.includes(where))
    .map(({ id, where }) => `${id}: ${where}`);
}
