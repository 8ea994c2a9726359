/**
 * threading.local: attributes of which every thread has its own. Each thread's are one JSON dict in the heap; the
 * object keeps a list of these.
 */
import { Phase, type OpInfo } from '../../trace/format.ts';
import { PyError } from '../errors.ts';
import { allocate, blockWords, getSlot, setSlot, readBlock, writeBlock } from '../heap.ts';
import { touchesNothing } from '../footprint.ts';
import type { Kernel, OpSpec } from '../kernel.ts';
import type { Request } from '../request.ts';
import { O_A, O_B, O_C, objectAt } from '../memory.ts';
import { clip, REPR_LIMIT, unpack, type Packed } from '../packed.ts';
import { repr } from '../repr.ts';
import type { Heir, ObjectSpec } from '../object-spec.ts';
import { creates } from './create.ts';

/** Head of a list of heap blocks, one for each thread that has used the object; 0 for none. */
const FIRST = O_A;
/** Heap block with the name of its class, for error messages. */
const CLASS = O_B;
const HAS_INIT = O_C;

/** Result of an op that was not performed because this thread has to initialise first. All other results are texts. */
export const FIRST_USE = 1;

const D_THREAD = 0;
const D_NEXT = 1;
const D_SLOT = 2;
const D_WORDS = 4;

type Attributes = Record<string, unknown>;

export const localObject: ObjectSpec = {
  kind: 'local',
  lines: [],
  blocks: [CLASS],
  /** value: name of the class. n: 1 if every thread has to run an initialiser on first use. */
  begin(k, at, op, args) {
    k.memory.i32[at + CLASS] = writeBlock(k.memory, String(args.value ?? ''));
    k.memory.i32[at + HAS_INIT] = op.n;
  },
  tell: () => ({ measure: 0, limit: -1 }),
  copy: copyAttributes,
};

/** Address of the thread's own dict; 0 if it has none. */
function findDict(k: Kernel, op: Request, thread: number): number {
  const { i32 } = k.memory;
  for (let block = i32[objectAt(op.target) + FIRST]!; block !== 0;) {
    const words = blockWords(block);
    if (i32[words + D_THREAD] === thread) return words;
    block = i32[words + D_NEXT]!;
  }
  return 0;
}

/** In the child only the forking thread's attributes are kept. */
function copyAttributes(k: Kernel, from: number, at: number, { parent, child }: Heir): void {
  const { i32 } = k.memory;
  i32[at + FIRST] = 0;
  for (let block = i32[from + FIRST]!; block !== 0; block = i32[blockWords(block) + D_NEXT]!) {
    const words = blockWords(block);
    if (i32[words + D_THREAD] !== parent) continue;
    const copy = allocate(k.memory, D_WORDS * 4);
    i32[blockWords(copy) + D_THREAD] = child;
    i32[blockWords(copy) + D_NEXT] = 0;
    i32[blockWords(copy) + D_SLOT] = 0;
    setSlot(k.memory, blockWords(copy) + D_SLOT, getSlot(k.memory, words + D_SLOT));
    i32[at + FIRST] = copy;
  }
}

function makeDict(k: Kernel, op: Request, thread: number): number {
  const { i32 } = k.memory;
  const first = objectAt(op.target) + FIRST;
  const block = allocate(k.memory, D_WORDS * 4);
  const words = blockWords(block);
  i32[words + D_THREAD] = thread;
  i32[words + D_NEXT] = i32[first]!;
  i32[words + D_SLOT] = 0;
  setSlot(k.memory, words + D_SLOT, '{}');
  i32[first] = block;
  return words;
}

function readDict(k: Kernel, op: Request, thread: number): Attributes {
  const words = findDict(k, op, thread);
  return words === 0 ? {} : (unpack(getSlot(k.memory, words + D_SLOT)) as Attributes);
}

function changeDict(k: Kernel, op: Request, thread: number, attributes: Attributes): void {
  const words = findDict(k, op, thread) || makeDict(k, op, thread);
  setSlot(k.memory, words + D_SLOT, JSON.stringify(attributes));
}

function requireAttribute(k: Kernel, op: Request, attributes: Attributes, name: string): void {
  if (Object.hasOwn(attributes, name)) return;
  const className = readBlock(k.memory, k.memory.i32[objectAt(op.target) + CLASS]!);
  throw new PyError('AttributeError', `'${className}' object has no attribute '${name}'`);
}

const tell = (k: Kernel, text: string): void => {
  k.said.value = 0;
  k.said.text = clip(text, REPR_LIMIT);
};

/** First use by a thread: creates its dict; its init() comes next. */
export const localEnter: OpSpec = {
  info: { name: 'enter' },
  about: 'object',
  touches: touchesNothing,
  guard: () => true,
  effect(k, thread, op) {
    if (findDict(k, op, thread) === 0) makeDict(k, op, thread);
    tell(k, '');
    return FIRST_USE;
  },
};

/** An op on the thread's own attributes; the thread's first one initialises instead. */
const asks = (
  info: OpInfo,
  answer: (k: Kernel, thread: number, op: Request) => Packed | undefined,
): OpSpec => ({
  info,
  about: 'object',
  touches: touchesNothing,
  guard: () => true,
  effect(k, thread, op) {
    const mustEnter = k.memory.i32[objectAt(op.target) + HAS_INIT] === 1;
    if (!mustEnter || findDict(k, op, thread) !== 0) return answer(k, thread, op);
    const result = localEnter.effect(k, thread, op);
    k.write(Phase.done, thread, { op: k.codeOf(localEnter), ...k.said });
    k.said.quiet = true;
    return result;
  },
});

/** value: name of an attribute. */
export const localGet = asks({ name: 'read', access: 'read' }, (k, thread, op) => {
  const name = String(unpack(op.value ?? '""'));
  const attributes = readDict(k, op, thread);
  requireAttribute(k, op, attributes, name);
  tell(k, `${name} = ${repr(attributes[name])}`);
  return JSON.stringify(attributes[name]);
});

/** value: [name, value]. */
export const localSet = asks({ name: 'write', access: 'write' }, (k, thread, op) => {
  const [name, value] = unpack(op.value ?? '["",null]') as [string, unknown];
  changeDict(k, op, thread, { ...readDict(k, op, thread), [name]: value });
  tell(k, `${name} = ${repr(value)}`);
  return undefined;
});

/** value: name of an attribute. */
export const localDelete = asks({ name: 'delete', access: 'delete' }, (k, thread, op) => {
  const name = String(unpack(op.value ?? '""'));
  const attributes = readDict(k, op, thread);
  requireAttribute(k, op, attributes, name);
  const { [name]: _, ...rest } = attributes;
  changeDict(k, op, thread, rest);
  tell(k, name);
  return undefined;
});

/** Result: all attributes of this thread, as JSON. */
export const localDict = asks({ name: 'dict' }, (k, thread, op) => {
  const attributes = readDict(k, op, thread);
  tell(k, repr(attributes));
  return JSON.stringify(attributes);
});

export const localOps = {
  'local.create': creates(localObject),
  'local.enter': localEnter,
  'local.get': localGet,
  'local.set': localSet,
  'local.delete': localDelete,
  'local.dict': localDict,
} satisfies Record<string, OpSpec>;
