/**
 * Endings of runs, distinguished as a reader would: whether the program finished or which threads are stuck in what,
 * uncaught exceptions, output, and final values of shared objects.
 */
import { objectKinds } from '../trace/format.ts';
import { lastLine, tellingMeasures } from '../trace/outcome.ts';
import type { EndingKind, Final, Outcome, Stuck } from '../trace/outcome.ts';
import { getSlot, readBlock } from '../kernel/heap.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { H_OBJECTS, O_NAME, O_PART, objectAt } from '../kernel/memory.ts';
import { objectSpecAt } from '../kernel/object-spec.ts';
import { unpack, type Packed } from '../kernel/packed.ts';
import type { Execution } from './execution.ts';
import { opLabel, threadLabel } from './labels.ts';

/** The same in packed form: cheaper than text. */
function rawAt(kernel: Kernel, at: number): Packed | undefined {
  const spec = objectSpecAt(kernel, at);
  if (!tellingMeasures.has(objectKinds[spec.kind])) return undefined;
  const slot = spec.slots?.[0];
  return slot === undefined ? spec.tell(kernel, at).measure : getSlot(kernel.memory, at + slot);
}

function finalsOf(execution: Execution): Final[] {
  const { kernel } = execution.model;
  const { memory } = kernel;
  const { i32 } = memory;
  const finals: (Final & { id: number })[] = [];
  for (let object = 0; object < i32[H_OBJECTS]!; object++) {
    const at = objectAt(object);
    const spec = objectSpecAt(kernel, at);
    if (!tellingMeasures.has(objectKinds[spec.kind]) || i32[at + O_PART] !== 0) continue;
    const id = execution.identities.object(object);
    const { measure, text = String(measure) } = spec.tell(kernel, at);
    finals.push({ id, name: readBlock(memory, i32[at + O_NAME]!), value: text });
  }
  return finals.sort((a, b) => a.id - b.id).map(({ name, value }) => ({ name, value }));
}

function stuckIn(execution: Execution): Stuck[] {
  const pendings = [...execution.pendings].sort((a, b) => a.thread - b.thread);
  return pendings.map(({ index, op }) => ({
    thread: threadLabel(execution, index),
    ...opLabel(execution, op),
  }));
}

/** Outcome of a run at its end. Threads that cannot continue begin to wait. */
export function outcomeOf(execution: Execution, isCut: boolean, isOrdered: boolean): Outcome {
  const { lines, failures } = execution.output;
  const isFinished = execution.isFinished;
  const stuck = isFinished || isCut ? [] : stuckIn(execution);
  const finals = isCut ? [] : finalsOf(execution);
  let kind: EndingKind = failures.length > 0 ? 'exception' : 'finished';
  if (isCut) kind = 'never';
  // A spinning thread is not stuck: it loops for ever.
  else if (execution.pendings.some(({ spin }) => spin?.isOver === false)) kind = 'never';
  else if (!isFinished) kind = 'deadlock';
  if (kind === 'deadlock') {
    execution.settle();
    if (execution.model.prepare() === 'input') kind = 'input';
  }
  // The point where a run was cut is arbitrary.
  const printed = isCut ? [] : lines.map((line) => String(unpack(line)));
  const reports = failures.map((report) => lastLine(asText(report))).sort();
  return { kind, stuck, failures: reports, printed: isOrdered ? printed : printed.sort(), finals };
}

/** A report is packed; an exit code is not. */
function asText(report: string): string {
  return report.startsWith('"') ? String(unpack(report)) : report;
}

/**
 * Raw key of a run's outcome: equal keys mean equal outcomes. Cheaper than text; runs with equal outcomes may have
 * different keys.
 */
export function rawKeyOf(execution: Execution, isCut: boolean, isOrdered: boolean): string {
  const { lines, failures } = execution.output;
  const { kernel } = execution.model;
  const { i32 } = kernel.memory;
  if (isCut) return ['cut', ...failures].join('\n');
  let key = execution.isFinished ? 'finished' : 'stuck';
  for (const { thread, op } of execution.pendings) key += ` ${thread} ${op.code} ${op.target}`;
  for (let object = 0; object < i32[H_OBJECTS]!; object++) {
    const raw = rawAt(kernel, objectAt(object));
    if (raw !== undefined) key += ` ${execution.identities.object(object)}=${raw}`;
  }
  const printed = isOrdered ? lines : [...lines].sort();
  return [key, ...printed, '', ...failures].join('\n');
}
