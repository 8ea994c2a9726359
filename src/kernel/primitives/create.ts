/** Creation of objects: the same for every kind except for what its `ObjectSpec` specifies. */
import { Phase, type Belonging, type ObjectDetails } from '../../trace/format.ts';
import { PyError } from '../errors.ts';
import { touchesNothing } from '../footprint.ts';
import type { Kernel, OpSpec } from '../kernel.ts';
import { kindCode, type CreateArgs, type ObjectSpec } from '../object-spec.ts';
import { readBlock, writeBlock } from '../heap.ts';
import { initList } from '../lists.ts';
import {
  H_OBJECTS,
  LIMITS,
  O_KIND,
  O_NAME,
  O_PART,
  O_PROCESS,
  O_WORDS,
  objectAt,
  T_PROCESS,
  threadAt,
} from '../memory.ts';
import { unpack } from '../packed.ts';

/** Where an object lives, and which object it belongs to. */
export interface Place {
  readonly process: number;
  /** Empty: a made-up name. */
  readonly name: string;
  readonly part?: Part | undefined;
  /** Of one direction of a pipe: the name of both directions together. */
  readonly pair?: string | undefined;
}

export interface Part extends Belonging {
  /** Of kind 'other': the name of its kind. */
  readonly kindName?: string;
}

/** An op that creates an object; its result is the object's index. */
export const creates = (spec: ObjectSpec): OpSpec => ({
  info: { name: 'create' },
  about: 'none',
  touches: touchesNothing,
  guard: () => true,
  effect(k, thread, op) {
    const args = unpack(op.value ?? '{}') as CreateArgs;
    const process = args.shared ? -1 : k.memory.i32[threadAt(thread) + T_PROCESS]!;
    const { name, part } = args;
    return createObject(k, thread, spec, { process, name, part }, op.code, (at) =>
      spec.begin(k, at, op, args),
    );
  },
});

/** The Belonging of the object at this address, as recorded at its creation. */
export function partAt({ memory }: Kernel, at: number): Belonging {
  const block = memory.i32[at + O_PART]!;
  return block === 0 ? {} : (JSON.parse(readBlock(memory, block)) as Belonging);
}

function keepPart({ memory }: Kernel, part: Belonging | undefined): number {
  const text = part === undefined ? '{}' : JSON.stringify(part);
  return text === '{}' ? 0 : writeBlock(memory, text);
}

/** Input for JSON.stringify, which omits undefined fields. */
type Written<T> = { [K in keyof T]: T[K] | undefined };

/** `fill` initialises the object's words, which are all 0; it may raise. */
export function createObject(
  k: Kernel,
  thread: number,
  { kind, lines, tell }: ObjectSpec,
  { process, name, part, pair }: Place,
  code: number,
  fill: (at: number) => void,
): number {
  const { i32 } = k.memory;
  const index = i32[H_OBJECTS]!;
  if (index >= LIMITS.objects) {
    const told = `a run has room for ${LIMITS.objects} objects, those that nobody uses any more among them`;
    throw new PyError('MemoryError', told);
  }
  const at = objectAt(index);
  i32.fill(0, at, at + O_WORDS);
  for (const line of lines) initList(i32, at + line.at);
  i32[at + O_KIND] = kindCode[kind];
  i32[at + O_PROCESS] = process;
  i32[at + O_PART] = keepPart(k, part);
  fill(at);
  const { measure, limit, text, of, role } = tell(k, at);
  const shownName = name === '' ? `${kind}-${index + 1}` : name;
  i32[at + O_NAME] = writeBlock(k.memory, shownName);
  i32[H_OBJECTS] = index + 1;
  k.made.push({ what: 'object', index });
  const details: Written<ObjectDetails> = {
    kind,
    name: shownName,
    process,
    limit,
    ...part,
    text,
    pair,
    of: of ?? part?.of,
    role: role ?? part?.role,
  };
  k.write(Phase.object, thread, { op: code, object: index, value: measure, text: details });
  k.said.quiet = true;
  return index;
}
