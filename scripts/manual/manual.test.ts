/** The manual: complete in both languages, with every fact from the page's own source. */
import { expect, test } from 'vitest';
import { scenarios } from '../../src/scenarios/registry.ts';
import { render } from './html.ts';
import { manual, manualLanguages } from './manual.ts';

const pages = manualLanguages.map((language) => manual(language, scenarios));

test.each(pages)('has every scenario, and nothing that was not filled in', (page) => {
  for (const { id } of scenarios) expect(page).toContain(`<article id="${id}">`);
  expect(page).not.toContain('{{');
});

test('both languages have the same sections', () => {
  const shapes = pages.map((page) =>
    [...page.matchAll(/<(h2|h3|ul|table|pre|dl)\b/g)].map(([, tag]) => tag).join(' '),
  );
  expect(shapes[1]).toBe(shapes[0]);
});

test('no text becomes markup', () => {
  expect(render('a <b> `<i>` "x" **s**', () => undefined).html).toBe(
    '<p>a &lt;b&gt; <code>&lt;i&gt;</code> &quot;x&quot; <strong>s</strong></p>',
  );
});
