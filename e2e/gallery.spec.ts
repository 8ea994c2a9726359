/**
 * Every scenario of the gallery with its defaults, over either transport: it runs, and ends in a way that CPython's run
 * may end. Where the ending depends on the schedule, a live run may have any; the model proves which ones exist.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { exitCodes } from './support/happenings.ts';
import type { WeftPage } from './support/weft-page.ts';
import { expect, inOneTab as test } from './support/weft-test.ts';

const folder = new URL('../src/scenarios/', import.meta.url);
const ids = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** The ending of each listing under CPython, from the table written by `npm run conformance`. */
const table = readFileSync(new URL('../docs/CONFORMANCE.md', import.meta.url), 'utf8');
const ends = new Map(
  [...table.matchAll(/^\| ([a-z][\w-]*) +\| (exit code \d+|deadlock|never) +\|/gm)].map(
    ([, id = '', end = '']) => [id, end],
  ),
);

/** Scenarios that may wait for typed input; they have tests of their own. */
const asksReader = (id: string): boolean =>
  readFileSync(new URL(`${id}/scenario.ts`, folder), 'utf8').includes('input:');

/**
 * Scenarios whose ending depends on the schedule: a deadlock may not occur, a set() may be lost, and on a busy machine
 * a dog may lose its patience before the first bone.
 */
const endsByLuck = (id: string): boolean =>
  ends.get(id) === 'deadlock' || id === 'event-clear' || id === 'bones';

/** Number of scenarios shown in one tab. */
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
    // No exception; a child may have been killed.
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
