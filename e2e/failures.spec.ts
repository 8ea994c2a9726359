/** Failing threads: each fails alone, is shown as failed, and the page continues. */
import { exitCodes, printed } from './support/happenings.ts';
import { expect, test } from './support/weft-test.ts';

const failing = 's=failing-threads&p.pace=0.1&speed=20';

for (const transport of ['shared', 'message'] as const) {
  test.describe(`over ${transport} transport`, () => {
    test('an exception that nobody catches ends its thread and nothing else', async ({ weft }) => {
      await weft.open(`${failing}&p.failure=raise&transport=${transport}`);
      const events = await weft.ended();
      const ends = (await weft.threads()).map(({ name, end }) => [name, end]);
      expect(ends).toEqual([
        ['MainThread', 'returned'],
        ['worker 1', 'returned'],
        ['worker 2', 'raised'],
        ['worker 3', 'returned'],
      ]);
      const lines = printed(events);
      expect(lines).toEqual(expect.arrayContaining(['worker 1 has done part 4']));
      expect(lines).toEqual(expect.arrayContaining(['worker 3 has done part 4']));
      expect(lines).not.toEqual(expect.arrayContaining(['worker 2 has done part 3']));
      expect(exitCodes(events)).toEqual([0]);

      await expect(weft.console).toContainText('Exception in thread worker 2:');
      await expect(weft.console).toContainText('ZeroDivisionError: division by zero');
      await weft.stage.getByRole('button', { name: 'worker 2: failed' }).click();
      await expect(weft.inspector).toContainText(
        'by an exception: ZeroDivisionError: division by zero',
      );
    });

    test('a thread that hangs is noticed, shown as lost, and its Worker replaced', async ({
      weft,
    }) => {
      await weft.open(`${failing}&p.failure=hang&transport=${transport}`);
      await weft.happened({ text: 'worker 3 has done part 4' });
      // It spins; the page stays responsive.
      expect(await weft.threads()).toContainEqual(
        expect.objectContaining({ name: 'worker 2', state: 'running' }),
      );
      await weft.playButton.click();
      await expect(weft.player).toContainText('Paused');
      await weft.playButton.click();

      const events = await weft.ended();
      expect(printed(events).at(-1)).toBe('every worker has ended, one way or another');
      expect((await weft.threads()).map(({ name, end }) => [name, end])).toEqual([
        ['MainThread', 'returned'],
        ['worker 1', 'returned'],
        ['worker 2', 'lost'],
        ['worker 3', 'returned'],
      ]);
      await expect(weft.stage.getByRole('button', { name: 'worker 2: lost' })).toBeVisible();
      await expect(weft.console).toContainText('did not reach an operation for 5 s');
      await expect
        .poll(async () => (await weft.state()).workers, 'as many Workers as before')
        .toEqual({ busy: 0, idle: 4 });

      // The replacement Workers work.
      await weft.load('failing-threads', { params: { pace: 0.1, failure: 'none' } });
      expect(printed(await weft.ended())).toHaveLength(13);
    });
  });
}
