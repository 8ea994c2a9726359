import { expect, test } from 'vitest';
import { Brushes } from './brushes.ts';
import { makeDrawLog } from './draw-log.ts';

const { ctx, makeCanvas } = makeDrawLog();
const brushes = new Brushes(makeCanvas);
const letter = ctx.measureText('x').width;

test.each([
  ['worker', 6, 'worker'],
  ['ForkPoolWorker-12', 10, 'ForkPo…-12'],
  // Attributes differ in the owner.
  ['courier A.delivered', 19, 'courier A.delivered'],
  ['courier A.delivered', 16, 'courier A.deliv…'],
  ['courier A.delivered', 12, 'courier A.d…'],
  ['courier B.delivered', 9, 'cou… B.d…'],
  ['changed.lock', 9, 'chang…ock'],
  // One word distinguishes them, and its beginning is shown.
  ['MainProcess', 9, 'MainProc…'],
  ['MainThread', 7, 'Ma…Thr…'],
  // Not an attribute: they differ in the process.
  ['baker.baked (baker A)', 14, 'baker.bake… A)'],
  ['Process-1', 6, 'Pro…-1'],
  // The number, not the function.
  ['Thread-12 (take)', 12, 'Thread-12 (…'],
  ['Thread-12 (take)', 8, 'Thr…-12…'],
  ['ForkPoolWorker-12', 3, ''],
])('%s in %i letters', (name, letters, shown) => {
  brushes.useFont(ctx, 'x');
  expect(brushes.fit(ctx, name, letters * letter)).toBe(shown);
});
