/**
 * `test` with a `weft` page, and with what must hold in every test: nothing is written to the console as an error or a
 * warning (a refusal of the content policy is one), nothing is thrown, no dialog opens, and nothing leaves this machine.
 */
import { expect, test as base, type BrowserContext, type Page } from '@playwright/test';
import { WeftPage } from './weft-page.ts';

interface Fixtures {
  readonly weft: WeftPage;
  /** Complaints that this test provokes on purpose. */
  readonly expected: RegExp[];
  readonly complaints: string[];
}

export const test = base.extend<Fixtures>({
  expected: [[], { option: true }],
  complaints: [
    async ({ context, expected }, use) => {
      const complaints = listen(context);
      await use(complaints);
      expect(complaints.filter((text) => !expected.some((one) => one.test(text)))).toEqual([]);
    },
    { auto: true },
  ],
  weft: async ({ page }, use) => use(new WeftPage(page)),
});

interface Tab {
  readonly page: Page;
  readonly complaints: string[];
}

/**
 * `test` over one tab that a file's tests share: `weft.open` follows a link in the page that is there, as a reader does who
 * pastes one into the address, and that takes a tenth of a load. For tests that begin with a link and leave nothing behind
 * but a run: no preference, no size of the window, no route.
 */
export const inOneTab = base.extend<{ weft: WeftPage; page: Page }, { tab: Tab }>({
  tab: [
    async ({ browser }, use, { project }) => {
      const { baseURL, locale, timezoneId, colorScheme, serviceWorkers } = project.use;
      const context = await browser.newContext({
        ...(baseURL === undefined ? {} : { baseURL }),
        ...(locale === undefined ? {} : { locale }),
        ...(timezoneId === undefined ? {} : { timezoneId }),
        ...(colorScheme === undefined ? {} : { colorScheme }),
        ...(serviceWorkers === undefined ? {} : { serviceWorkers }),
      });
      await use({ page: await context.newPage(), complaints: listen(context) });
      await context.close();
    },
    { scope: 'worker' },
  ],
  page: async ({ tab }, use) => use(tab.page),
  weft: async ({ tab }, use) => {
    await use(new WeftPage(tab.page));
    // After a failure Playwright begins with a fresh worker, and so with a fresh tab.
    expect(tab.complaints).toEqual([]);
  },
});

export { expect };

function listen(context: BrowserContext): string[] {
  const complaints: string[] = [];
  context.on('console', (message) => {
    const type = message.type();
    if (type !== 'error' && type !== 'warning') return;
    // Playwright's own word, where the configuration keeps service workers out.
    if (message.text() === 'Service Worker registration blocked by Playwright') return;
    complaints.push(`console.${type}: ${message.text()}`);
  });
  context.on('weberror', (error) => complaints.push(`thrown: ${error.error().message}`));
  context.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    dialog.dismiss().catch(() => undefined);
  });
  context.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    const isOurs = ['localhost', '127.0.0.1'].includes(hostname);
    if (!isOurs && !['data:', 'blob:'].includes(protocol)) {
      complaints.push(`request to somebody else: ${request.url().slice(0, 200)}`);
    }
  });
  return complaints;
}
