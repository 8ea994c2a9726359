/** Which stretch of time the timeline shows. */
import { expect } from '@playwright/test';
import type { WeftPage } from './weft-page.ts';

export interface View {
  readonly start: number;
  readonly end: number;
}

export const widthOf = (view: View | undefined) => (view === undefined ? 0 : view.end - view.start);

/** The stretch of time that a link would carry; undefined while the timeline follows the program. */
export async function viewIn({ page }: WeftPage): Promise<View | undefined> {
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  const view = new URLSearchParams(new URL(link).hash.slice(1)).get('view');
  const [start, end] = (view ?? '').split('-').map(Number);
  return start === undefined || end === undefined ? undefined : { start, end };
}
