/**
 * Every scenario of the gallery, as it stands, over either transport: it runs, and comes to an end that CPython's may come
 * to. Where the end is a matter of who is quicker, a live run may come to either; the model proves which there are.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { exitCodes } from './support/happenings.ts';
import type { WeftPage } from './support/weft-page.ts';
import { expect, inOneTab as test } from './support/weft-test.ts';

const folder = new URL('../src/scenarios/', import.meta.url);
const ids = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** How each listing ends under CPython, from the table that `npm run conformance` writes. */
const table = readFileSync(new URL('../docs/CONFORMANCE.md', import.meta.url), 'utf8');
const ends = new Map(
  [...table.matchAll(/^\| ([a-z][\w-]*) +\| (exit code \d+|deadlock|never) +\|/gm)].map(
    ([, id = '', end = '']) => [id, end],
  ),
);

/** Scenarios that may wait for the reader to type; how they go on is told in tests of their own. */
const asksReader = (id: string): boolean =>
  readFileSync(new URL(`${id}/scenario.ts`, folder), 'utf8').includes('input:');

/**
 * Whoever is quicker decides whether these end: a deadlock may be missed, a set() may be lost, and on a busy machine a dog
 * may lose its patience before the first bone.
 */
const endsByLuck = (id: string): boolean =>
  ends.get(id) === 'deadlock' || id === 'event-clear' || id === 'bones';

/** As many as one tab shows one after the other. */
const CHAPTER = 9;
const chapters = Array.from({ length: Math.ceil(ids.length / CHAPTER) }, (_, n) =>
  ids.slice(n * CHAPTER, (n + 1) * CHAPTER),
);

for (const transport of ['shared', 'message'] as const) {
  for (const chapter of chapters) {
    const range = `${chapter[0]} to ${chapter.at(-1)}`;
    test(`${range} run over ${transport} transport, and end as CPython's do`, async ({ weft }) => {
      for (const id of chapter) {
        await test.step(id, async () => {
          await weft.open(`s=${id}&mode=live&speed=20&transport=${transport}`);
          const state = await weft.state();
          expect([state.scenario, state.transport]).toEqual([id, transport]);
          await endsAsItShould(id, weft);
          await expect(weft.notices.getByRole('article')).toHaveCount(0);
          await expect(weft.timeline).toBeVisible();
        });
      }
    });
  }
}

async function endsAsItShould(id: string, weft: WeftPage): Promise<void> {
  const end = ends.get(id);
  if (endsByLuck(id)) {
    await expect(weft.player.getByText(/Deadlock|Ended/).first()).toBeVisible();
    // Nobody raised; a child may have been killed.
    expect(exitCodes(await weft.events())).not.toContain(1);
  } else if (end === 'never') {
    await weft.happened({ kind: 'done', op: 'print' }, 6);
    expect((await weft.state()).status).toBe('running');
  } else if (asksReader(id)) {
    await Promise.any([weft.ended(), weft.happened({ kind: 'block', op: 'input' })]);
  } else {
    const events = await weft.ended();
    expect(`exit code ${exitCodes(events).at(-1)}`, id).toBe(end);
  }
}
