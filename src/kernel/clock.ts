/**
 * Program time: real time that can be paused and scaled. The kernel's memory has two slots of three numbers (program
 * time and real time at the last change, speed since then); a change fills the inactive slot and then flips the index,
 * so readers need no lock. The clock stands at 0 until the program's first thread runs and the Workers that it needs
 * have joined, however long they take: until then the real time of the last change is infinite.
 */
import type { Ms } from '../base/units.ts';
import { H_AWAITED, H_CLOCK, H_CLOCK_SLOTS, type Memory } from './memory.ts';

const PROGRAM = 0;
const REAL = 1;
const SPEED = 2;
const SLOT = 3;

const slotAt = (index: number): number => (H_CLOCK_SLOTS >> 1) + index * SLOT;

export function programTime(memory: Memory, real: Ms): Ms {
  const { f64, i32, shared } = memory;
  const at = slotAt(shared ? Atomics.load(i32, H_CLOCK) : i32[H_CLOCK]!);
  return f64[at + PROGRAM]! + Math.max(0, real - f64[at + REAL]!) * f64[at + SPEED]!;
}

/** Real time that passes while program time advances by `span`: infinite while paused. */
export function realSpan(memory: Memory, span: Ms): Ms {
  const speed = memory.f64[slotAt(Atomics.load(memory.i32, H_CLOCK)) + SPEED]!;
  return speed === 0 ? Infinity : span / speed;
}

/** Sets the speed from `real` on; 0 pauses. Only the page calls it. */
export function setClock(memory: Memory, real: Ms, speed: number): void {
  const { f64, i32 } = memory;
  const next = 1 - Atomics.load(i32, H_CLOCK);
  const at = slotAt(next);
  f64[at + PROGRAM] = programTime(memory, real);
  f64[at + REAL] = isStarted(memory) ? real : Infinity;
  f64[at + SPEED] = speed;
  Atomics.store(i32, H_CLOCK, next);
}

/** The program begins at `real`. Only the first call counts, and none while Workers are awaited. */
export function startClock(memory: Memory, real: Ms): void {
  if (isStarted(memory) || Atomics.load(memory.i32, H_AWAITED) > 0) return;
  memory.f64[slotAt(Atomics.load(memory.i32, H_CLOCK)) + REAL] = real;
}

export function isStarted({ f64, i32 }: Memory): boolean {
  return f64[slotAt(Atomics.load(i32, H_CLOCK)) + REAL] !== Infinity;
}

/** The model's clock: program time is what the scheduler says. */
export function setProgramTime(memory: Memory, time: Ms): void {
  const at = slotAt(Atomics.load(memory.i32, H_CLOCK));
  memory.f64[at + PROGRAM] = time;
  memory.f64[at + SPEED] = 0;
}
