/**
 * Every scenario of the gallery, as it stands, over either transport: it runs, and comes to an end that CPython's may come
 * to. Where the end is a matter of who is quicker, a live run may come to either; the model proves which there are.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { exitCodes } from './support/happenings.ts';
import { expect, test } from './support/weft-test.ts';

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

for (const id of ids) {
  test(`${id} runs over either transport, and ends as CPython's does`, async ({ weft }) => {
    const end = ends.get(id);
    for (const transport of ['shared', 'message'] as const) {
      await test.step(transport, async () => {
        await weft.open(`s=${id}&mode=live&speed=20&transport=${transport}`);
        await expect.poll(async () => (await weft.state()).transport).toBe(transport);
        if (endsByLuck(id)) {
          const overOrStuck = weft.player.getByText(/Deadlock|Ended/).first();
          await expect(overOrStuck).toBeVisible();
          // Nobody raised; a child may have been killed.
          expect(exitCodes(await weft.events())).not.toContain(1);
        } else if (end === 'never') {
          await weft.happened({ kind: 'done', op: 'print' }, 6);
          expect((await weft.state()).status).toBe('running');
        } else if (asksReader(id)) {
          await Promise.any([weft.ended(), weft.happened({ kind: 'block', op: 'input' })]);
        } else {
          const events = await weft.ended();
          expect(`exit code ${exitCodes(events).at(-1)}`).toBe(end);
        }
        await expect(weft.notices.getByRole('article')).toHaveCount(0);
        await expect(weft.timeline).toBeVisible();
      });
    }
  });
}
