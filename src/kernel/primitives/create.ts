/** How an object comes to be: the same for every primitive but for what its own words start with. */
import {
  objectKinds,
  Phase,
  type Belonging,
  type ObjectDetails,
  type ObjectKind,
  type Role,
} from '../../trace/format.ts';
import { PyError } from '../errors.ts';
import { touchesNothing } from '../footprint.ts';
import type { Kernel, OpSpec } from '../kernel.ts';
import type { Request } from '../request.ts';
import { readBlock, writeBlock } from '../heap.ts';
import { initList } from '../lists.ts';
import {
  H_OBJECTS,
  LIMITS,
  O_GHOSTS,
  O_GHOSTS_2,
  O_KIND,
  O_NAME,
  O_PART,
  O_PROCESS,
  O_WAITERS,
  O_WAITERS_2,
  O_WAITERS_3,
  objectAt,
  T_PROCESS,
  threadAt,
} from '../memory.ts';
import { unpack, type Packed } from '../packed.ts';

const kinds = Object.keys(objectKinds);

/** What a creating op carries in `value`, packed. */
export interface CreateArgs {
  /** As in the program's source; empty: made up. */
  readonly name: string;
  /** True where processes share it (multiprocessing). */
  readonly shared: boolean;
  /** A first value, packed. */
  readonly value?: Packed;
  readonly part?: Belonging;
}

export interface Beginning {
  readonly measure: number;
  readonly limit: number;
  readonly text?: string;
  /** What it belongs to, where the kernel knows that by itself. */
  readonly of?: number;
  readonly role?: Role;
}

export interface NewObject extends Belonging {
  readonly kind: ObjectKind;
  readonly process: number;
  /** Empty: made up. */
  readonly name: string;
}

/** An op that creates an object of `kind`; its result is the object's index. `init` fills its words; it may raise. */
export function creates(
  kind: ObjectKind,
  init: (k: Kernel, at: number, op: Request, args: CreateArgs) => Beginning,
): OpSpec {
  return {
    info: { name: 'create' },
    about: 'none',
    touches: touchesNothing,
    guard: () => true,
    effect(k, thread, op) {
      const args = unpack(op.value ?? '{}') as CreateArgs;
      const process = args.shared ? -1 : k.memory.i32[threadAt(thread) + T_PROCESS]!;
      const { name, part } = args;
      return createObject(k, thread, { kind, process, name, ...part }, op.code, (at) =>
        init(k, at, op, args),
      );
    },
  };
}

/** What the object at this address belongs to, as it was created. */
export function partAt({ memory }: Kernel, at: number): Belonging {
  const block = memory.i32[at + O_PART]!;
  return block === 0 ? {} : (JSON.parse(readBlock(memory, block)) as Belonging);
}

function keepPart({ memory }: Kernel, at: number, part: Belonging): void {
  const isNone = Object.keys(part).length === 0;
  memory.i32[at + O_PART] = isNone ? 0 : writeBlock(memory, JSON.stringify(part));
}

const defined = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };

export function createObject(
  k: Kernel,
  thread: number,
  { kind, process, name, ...part }: NewObject,
  code: number,
  init: (at: number) => Beginning,
): number {
  const { i32 } = k.memory;
  const index = i32[H_OBJECTS]!;
  if (index >= LIMITS.objects) {
    throw new PyError('MemoryError', `a run has room for ${LIMITS.objects} objects`);
  }
  const at = objectAt(index);
  initList(i32, at + O_WAITERS);
  initList(i32, at + O_WAITERS_2);
  initList(i32, at + O_WAITERS_3);
  i32[at + O_GHOSTS] = i32[at + O_GHOSTS_2] = 0;
  i32[at + O_KIND] = kinds.indexOf(kind);
  i32[at + O_PROCESS] = process;
  keepPart(k, at, part);
  const { measure, limit, text, of, role } = init(at);
  const shownName = name === '' ? `${kind}-${index + 1}` : name;
  i32[at + O_NAME] = writeBlock(k.memory, shownName);
  i32[H_OBJECTS] = index + 1;
  k.made.push({ what: 'object', index });
  const details: ObjectDetails = {
    kind,
    name: shownName,
    process,
    limit,
    ...part,
    ...defined({ text, of, role }),
  };
  k.write(Phase.object, thread, {
    op: code,
    object: index,
    value: measure,
    text: details,
  });
  k.said.quiet = true;
  return index;
}
