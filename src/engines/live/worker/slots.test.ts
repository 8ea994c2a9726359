import { expect, it } from 'vitest';
import { programTime } from '../../../kernel/clock.ts';
import { Kernel } from '../../../kernel/kernel.ts';
import { createMemory, H_AWAITED, MEMORY_BYTES, type Memory } from '../../../kernel/memory.ts';
import { code, opTable } from '../../../kernel/ops.ts';
import { bootProgram } from '../../../kernel/primitives/process-boot.ts';
import { countJoined, hasBegun } from './slots.ts';

/** A program that waits for `workers` Workers; `begin(real)` is the first op of its main thread. */
function boot(workers: number): { memory: Memory; begin: (real: number) => void } {
  let now = 0;
  const memory = createMemory(new SharedArrayBuffer(MEMORY_BYTES), 1);
  const realTime = () => now;
  const kernel = new Kernel({ memory, ops: opTable, realTime, launch: () => undefined });
  memory.i32[H_AWAITED] = workers;
  kernel.intervene(() => bootProgram(kernel, null));
  const op = { code: code['thread.begin'], target: -1, n: 0, timeout: -1, value: undefined };
  return {
    memory,
    begin(real) {
      now = real;
      kernel.perform(0, op, 0);
    },
  };
}

it('starts the clock when the last of the Workers joins that the program will need', () => {
  const { memory, begin } = boot(3);
  countJoined(memory, 10);
  expect(hasBegun(memory)).toBe(false);
  begin(20);
  expect(hasBegun(memory)).toBe(true);
  countJoined(memory, 30);
  expect(programTime(memory, 100)).toBe(0);
  countJoined(memory, 200);
  expect(programTime(memory, 250)).toBe(50);
  countJoined(memory, 300);
  expect(programTime(memory, 350)).toBe(150);
});

it('starts the clock with main where all have joined before', () => {
  const { memory, begin } = boot(2);
  countJoined(memory, 10);
  countJoined(memory, 20);
  expect(programTime(memory, 25)).toBe(0);
  begin(30);
  expect(programTime(memory, 40)).toBe(10);
});
