/** Pictures of objects on the stage. */
import { expect, inOneTab as test } from './support/weft-test.ts';

test('who waits in join() of a queue stands apart from those who put', async ({ weft }) => {
  await weft.open('s=task-done&mode=step&seed=1');
  await weft.page.keyboard.press('End');
  const [wait] = await weft.happened({ kind: 'block', op: 'join' });
  await weft.cursor(wait!.time);
  await expect(
    weft.stage.getByRole('button', { name: /^MainThread: .*waits until all items are done/ }),
  ).toBeVisible();
  await expect(weft.stage.getByRole('button', { name: /^MainThread: .*puts?$/ })).toHaveCount(0);
  await expect(weft.stage).toContainText('join() · 1 waits until all items are done');
});

test('thread-local data shows each thread its own value', async ({ weft }) => {
  await weft.open('s=thread-local&mode=step&seed=1');
  await weft.page.keyboard.press('End');
  const writes = await weft.happened({ kind: 'done', op: 'write' }, 3);
  await weft.cursor(writes[2]!.time);
  const list = weft.stage.getByRole('list', { name: 'What each thread has in desk' });
  await expect(list.getByRole('listitem')).toHaveCount(3);
  await expect(list).toContainText(/clerk a[\s\S]*'a\d'[\s\S]*clerk b[\s\S]*'b\d'/);
});

test('where threads are all there is, each says what it does and how it ended', async ({
  weft,
}) => {
  await weft.open('s=failing-threads&mode=live&speed=10');
  await weft.ended();
  await expect(weft.stage.getByRole('button', { name: 'worker 2: failed' })).toContainText(
    'ZeroDivisionError: division by zero',
  );
  await expect(weft.stage.getByRole('button', { name: 'worker 1: ended' })).toBeVisible();
});

test('a thread that was never started has not been killed when the program is over', async ({
  weft,
}) => {
  await weft.open('s=own-thread-class&p.start=0&mode=live&speed=20');
  await weft.ended();
  await expect(weft.stage.getByRole('button', { name: 'courier A: new' })).toBeVisible();
});

test('a condition shows who waits to be notified beside its lock', async ({ weft }) => {
  await weft.open('s=bounded-buffer&p.wake=one&mode=step&by=round-robin');
  await weft.page.keyboard.press('End');
  await expect(weft.page.getByRole('region', { name: 'Steps', exact: true })).toContainText(
    'A deadlock',
  );
  await expect(weft.stage).toContainText('5 wait to be notified');
  await expect(weft.stage).toContainText('Nobody wants the lock');
});

test('philosophers in a deadlock: a circle round the table, and what is pinned comes into view below the warning', async ({
  weft,
}) => {
  await weft.open('s=dining-philosophers&p.think=0.2&mode=step&by=round-robin');
  await weft.page.keyboard.press('End');
  await expect(weft.page.getByRole('region', { name: 'Steps', exact: true })).toContainText(
    'A deadlock',
  );
  for (const i of [0, 1, 2, 3, 4]) {
    const seated = `philosopher ${i}: blocked, holds fork ${i}, waits for fork ${(i + 1) % 5}`;
    await expect(weft.stage.getByRole('button', { name: seated })).toBeVisible();
  }
  await expect(weft.stage).toContainText('5 of 5 taken');
  await weft.stage.getByRole('button', { name: 'forks[2]' }).click();
  await expect(weft.inspector.getByText(/^Held by philosopher 2 since/)).toBeInViewport();
  await weft.page.keyboard.press('Escape');
  await expect(weft.inspector.getByText('Deadlock: 5 threads')).toBeInViewport();
});
