/** What the stage draws of objects that have a picture of their own. */
import { expect, test } from './support/weft-test.ts';

test('who waits in join() of a queue stands apart from those who put', async ({ weft }) => {
  await weft.open('s=task-done&p.work=1');
  await weft.happened({ kind: 'block', op: 'join' });
  await weft.pause();
  await expect(
    weft.stage.getByRole('button', { name: /^MainThread: .*waits until all items are done/ }),
  ).toBeVisible();
  await expect(weft.stage.getByRole('button', { name: /^MainThread: .*puts?$/ })).toHaveCount(0);
  await expect(weft.stage).toContainText('join() · 1 waits until all items are done');
});

test('thread-local data shows each thread its own value', async ({ weft }) => {
  await weft.open('s=thread-local&speed=5');
  await weft.happened({ kind: 'done', op: 'write' }, 3);
  await weft.idle();
  const list = weft.stage.getByRole('list', { name: 'What each thread has in desk' });
  await expect(list.getByRole('listitem')).toHaveCount(3);
  await expect(list).toContainText(/clerk a[\s\S]*'a\d'[\s\S]*clerk b[\s\S]*'b\d'/);
});

test('a program that shares nothing is not said to be about to', async ({ weft }) => {
  await weft.open('s=two-threads&speed=20');
  await weft.ended();
  await expect(weft.stage).toContainText('This program has shared nothing');
});
