/** Texts in two languages: the browser's choice, and the reader's. */
import { expect, test } from './support/weft-test.ts';

const chinese = /\p{Script=Han}/u;

test.describe('in a Chinese browser', () => {
  test.use({ locale: 'zh-CN' });

  test('the page speaks Chinese, and the reader may change that for good', async ({
    weft,
    page,
  }) => {
    await weft.open('speed=20');
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('红绿灯');

    await page.getByRole('button', { name: '语言' }).click();
    await page.getByRole('radio', { name: 'English' }).check({ force: true });
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Traffic light');
    await page.keyboard.press('Escape');
    await page.reload();
    await weft.ready();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Traffic light');
  });

  test('every word of the page is Chinese but the program’s own', async ({ weft, page }) => {
    await weft.open('s=five-seats&p.guests=3&p.meal=0.1&speed=20');
    await weft.ended();
    const names = await page
      .getByRole('button')
      .evaluateAll((buttons) =>
        buttons
          .filter((button) => button.checkVisibility())
          .map((button) => button.ariaLabel ?? button.textContent.trim()),
      );
    const own = /^(Python|TypeScript|MainThread.*|guest \d.*|seats.*|[\d.]+ (m?s|µs)|)$/;
    expect(names.filter((name) => !chinese.test(name) && !own.test(name))).toEqual([]);
  });
});

for (const [locale, lang] of [
  ['zh-TW', 'zh-CN'],
  ['de-DE', 'en'],
] as const) {
  test.describe(`in a browser that asks for ${locale}`, () => {
    test.use({ locale });

    test(`the page is in ${lang}`, async ({ weft, page }) => {
      await weft.open();
      await expect(page.locator('html')).toHaveAttribute('lang', lang);
    });
  });
}
