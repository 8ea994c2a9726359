/**
 * Layout of the kernel's memory: one buffer, shared between Workers live, private in the model. All state of a run is
 * in it, so any Worker can carry any thread on and the page can look without asking.
 *
 * Words are 32-bit signed integers; an address is an index into `i32`. A list address points at two words, head and
 * tail, each a thread index or -1; threads link through T_NEXT. "Pairs" are 8-byte aligned and hold one float64.
 */

/**
 * Capacity of one run. `alive` corresponds to what CPython runs out of: threads started and not ended. The other limits
 * count everything ever made, because an index identifies one thread, process or object for the whole trace and the
 * kernel cannot tell when the last handle is gone; they are far higher than a run can reach while it writes a trace.
 * Past a limit the program gets Python's own error. Unused capacity costs only address space: pages of a fresh buffer
 * are allocated on first write. Address space is finite too: a browser has a few gigabytes for the buffers of all runs
 * that have not been collected.
 */
export const LIMITS = {
  /** Live threads of all processes together. The ring has room for the end of all of them at once. */
  alive: 8000,
  threads: 16_000,
  processes: 8000,
  objects: 1 << 17,
  workers: 320,
  /** Suspended waits of main threads in signal handlers. */
  frames: 64,
  /** Events that the ring holds until the page reads them; writers wait while it is full. */
  ringEvents: 1 << 15,
  /** Bytes of text that the ring holds. */
  ringText: 1 << 19,
  /** Bytes for names, arguments, items and values. */
  heap: 1 << 24,
} as const;

// Header.
export const H_MUTEX = 0;
/** Events written so far: the next sequence number. */
export const H_SEQ = 1;
/** Events visible to the reader: H_SEQ as of the last finished transition. */
export const H_PUBLISHED = 2;
/** Events taken by the reader. */
export const H_TAKEN = 3;
export const H_TEXT_WRITTEN = 4;
export const H_TEXT_TAKEN = 5;
export const H_THREADS = 6;
export const H_PROCESSES = 7;
export const H_OBJECTS = 8;
export const H_HEAP_TOP = 9;
/** Index of the active clock slot. */
export const H_CLOCK = 10;
/** 1 while the reader has paused the program; a futex word. */
export const H_PAUSED = 11;
/** 1 once the run is being stopped. */
export const H_STOPPING = 12;
/** Head of the list of Workers that wait for a thread (W_NEXT), or -1. */
export const H_IDLE = 13;
/** List of threads that wait for a Worker. */
export const H_PENDING = 14; // 15
/** Threads that wait for a Worker: a futex word the page watches. */
export const H_WANTED = 16;
/** 1 once the main process has exited. */
export const H_EXITED = 17;
/** State of the generator that seeds new processes; initially the seed of the run. */
export const H_RANDOM = 18;
/** Next pid. */
export const H_PID = 19;
/** Workers that carry a thread. */
export const H_BUSY = 20;
/** Workers that the start of the program's clock still waits for. */
export const H_AWAITED = 21;
/** Pair: program time of the last event. */
export const H_TIME = 22;
/** Pair: real time of the last event. */
export const H_REAL = 24;
/** Two clock slots of three pairs: program time base, real time base, speed (0 while paused). */
export const H_CLOCK_SLOTS = 26; // .. 38
/** Free lists of the heap, one word a size class. */
export const H_FREE = 38; // .. 58
/** List: threads that wait for any of several things. */
export const H_WATCHERS = 58; // 59
/** High-water mark of frames. */
export const H_FRAMES = 60;
/** Processes that were killed and have not ended yet. */
export const H_DOOMED = 61;
/** Pair: real time at which the first doomed process ends unless it has ended by itself; infinite in a model. */
export const H_DEATH = 62; // 63
/** 1: killed processes end at once, as in earlier versions. */
export const H_AT_ONCE = 64;
/** Threads that have been started and have not ended. */
export const H_ALIVE = 65;
const HEADER = 66;

// A process.
export const P_PID = 0;
export const P_PARENT = 1;
export const P_MAIN = 2;
export const P_EXIT = 3;
/** 0 created, 1 running, 2 exited. */
export const P_STATE = 4;
/** Live threads that are not daemons, the main thread included. */
export const P_ALIVE = 5;
/** How it was created: a ProcessOrigin. */
export const P_ORIGIN = 6;
export const P_DAEMON = 7;
export const P_THREAD_NAMES = 8;
export const P_CHILD_NAMES = 9;
/** List: threads that join it. */
export const P_JOINERS = 10; // 11
/** List: its main thread while it waits for the others at exit. */
export const P_LAST = 12; // 13
/** Name: heap block. */
export const P_NAME = 14;
/** Event that ended it. */
export const P_EXIT_EVENT = 15;
/** threading.excepthook: heap block with the name of a function*, or 0. */
export const P_EXCEPTHOOK = 16;
/** atexit's callbacks, last registered first: items (first, last, count). */
export const P_ATEXIT = 17; // .. 19
/** List: threads that wait for any of its children to end. */
export const P_WAITERS = 20; // 21
/** Position in multiprocessing's process tree ('1:2'): heap block, or 0 for the main process. */
export const P_IDENTITY = 22;
/** How its main thread ends it: a ProcessManner. */
export const P_MANNER = 23;
/** How it starts its children: 0 fork, 1 spawn. */
export const P_METHOD = 24;
/** 1 once its parent, or init in its place, has taken its exit status. */
export const P_REAPED = 25;
/** 1 if its parent ended first. */
export const P_ORPHAN = 26;
/** 1 once its Process object is closed. */
export const P_CLOSED = 27;
/** 1 once it has used multiprocessing, which registers a callback at exit. */
export const P_USES = 28;
/** Its standard input: a terminal's index plus one, or a Stdin. */
export const P_STDIN = 29;
/** Bits of Notice (notice.ts) that its threads check before an op; nearly always 0. */
export const P_NOTICE = 30;
/** Signals received while stopped: a bit for each number. */
export const P_PENDING = 31;
/** List: its threads that are held. */
export const P_HELD = 32; // 33
/** Status of a stop or a continuation not yet reported to its parent, or 0. */
export const P_REPORT = 34;
/** Bit sets by signal number: ignored signals, and in the next word those with a handler. */
export const P_IGNORED = 35;
/** List: threads that wait for its children to end, stop or go on. */
export const P_WATCHERS = 36; // 37
export const P_HANDLED = 38;
/** Handlers: heap block with JSON that maps signal numbers to function* names; 0 for none. */
export const P_HANDLERS = 39;
/** Signals whose handlers have not started yet: items (first, last, count). */
export const P_TRIPPED = 40; // .. 42
/** Seed of its random number generator until the program seeds it. */
export const P_RANDOM = 43;
/** State of that generator: heap block, or 0 before its first use. */
export const P_TWISTER = 44;
/** Exit code of a process that was killed and has not ended. */
export const P_DOOM = 45;
/** 1 if os.wait() has taken its exit status: its Process object never learns of the end. */
export const P_TAKEN = 46;
/** File descriptors: heap block with JSON, or 0 for none besides the standard ones. */
export const P_FILES = 47;
/** Buffered output of print() without a newline: heap block, or 0. */
export const P_STDOUT = 48;
const P_WORDS = 50;

// A thread.
export const T_STATE = 0;
/** Futex word: 0 asleep, 1 told to retry. */
export const T_WAKE = 1;
export const T_PROCESS = 2;
export const T_NEXT = 3;
/** Address of the list it waits in, or 0. */
export const T_LIST = 4;
/** Op it is blocked in, or -1. */
export const T_OP = 5;
export const T_OBJECT = 6;
/** Event that woke it last. */
export const T_CAUSE = 7;
/** 1: what it waits for was granted, whatever has happened since (an Event set and cleared at once). */
export const T_GRANT = 8;
export const T_DAEMON = 9;
export const T_LINE = 10;
/** Heap block: packed [target name, args]. */
export const T_JOB = 11;
export const T_NAME = 12;
/** Worker that carries it, or -1. */
export const T_WORKER = 13;
/** List: threads that join it. */
export const T_JOINERS = 14; // 15
/** List: the thread that started it, until it runs. */
export const T_STARTERS = 16; // 17
/** Event that started it; later the event that ended it. */
export const T_EVENT = 18;
/** Number of ops performed: a heartbeat. */
export const T_OPS = 19;
/** Pair: program time of its timeout; infinite for none. */
export const T_DEADLINE = 20; // 21
/** The list it waits in, or waited in before its wake-up: address, or 0. */
export const T_WAITED = 22;
/** 1 once the code of a main thread is over; it may still wait for other threads before it exits. */
export const T_OVER = 23;
/** An instance of a subclass of Thread: heap block with its packed handle, or 0. */
export const T_SELF = 24;
/** The event by which a condition has notified it, plus one; 0 for none. */
export const T_NOTIFIED = 25;
/** What a wait for any of several objects is for: heap block, or 0. */
export const T_WATCH = 26;
/** How it is held while its process is stopped: a Held. */
export const T_HELD = 27;
/** Pair: the saved T_DEADLINE while it is held. */
export const T_LIMIT = 28; // 29
/** Topmost frame of the thread, or of a frame the next one below: index, or 0. */
export const T_FRAME = 30;
const T_WORDS = 32;

/** States of a thread in the kernel. */
export const ThreadState = {
  created: 0,
  starting: 1,
  running: 2,
  blocked: 3,
  woken: 4,
  ended: 5,
} as const;
export type ThreadState = (typeof ThreadState)[keyof typeof ThreadState];

// An object. The words from O_A on belong to its primitive.
export const O_KIND = 0;
export const O_PROCESS = 1;
export const O_NAME = 2;
/** List of waiters, first come first. */
export const O_WAITERS = 4; // 5
/** A second waiting list, for objects with two kinds of waits (a queue: to put). */
export const O_WAITERS_2 = 6; // 7
export const O_A = 8;
export const O_B = 9;
export const O_C = 10;
export const O_D = 11;
export const O_E = 12;
export const O_F = 13;
/** A third waiting list (a queue: to join). */
export const O_WAITERS_3 = 14; // 15
/** Places at the head of the first and the second list that a fork copied without threads. */
export const O_GHOSTS = 16;
export const O_GHOSTS_2 = 17;
/** Heap block: JSON of its Belonging; 0 for none. */
export const O_PART = 18;
/** Three more words of its primitive. */
export const O_G = 19;
export const O_H = 20;
export const O_I = 21;
export const O_WORDS = 22;

// A Worker's record.
/** Futex word: thread to carry, or IDLE, or LEAVE. */
export const W_JOB = 0;
export const W_NEXT = 1;
const W_WORDS = 2;
export const JOB_IDLE = -1;
export const JOB_LEAVE = -2;

// An event in the ring.
export const E_PHASE_OP_THREAD = 0;
export const E_OBJECT = 1;
export const E_VALUE = 2;
/** Length of its text in bytes; the texts are consecutive in the text ring. */
export const E_TEXT = 3;
export const E_CAUSE = 4;
export const E_OTHER_LINE = 5;
export const E_TIME = 6; // pair
export const E_REAL = 8; // pair
export const E_WORDS = 10;

const PROCESSES = HEADER;
const THREADS = PROCESSES + LIMITS.processes * P_WORDS;
/** Frames: records like a thread's, see frames.ts. */
const FRAMES = THREADS + LIMITS.threads * T_WORDS;
const OBJECTS = FRAMES + LIMITS.frames * T_WORDS;
const WORKERS = OBJECTS + LIMITS.objects * O_WORDS;
export const RING = WORKERS + LIMITS.workers * W_WORDS;
const WORDS = RING + LIMITS.ringEvents * E_WORDS;
/** First byte of the text ring and of the heap. */
export const RING_TEXT = WORDS * 4;
export const HEAP = RING_TEXT + LIMITS.ringText;
export const MEMORY_BYTES = HEAP + LIMITS.heap;

/** Address of a record. */
export const processAt = (index: number): number => PROCESSES + index * P_WORDS;
export const threadAt = (index: number): number => THREADS + index * T_WORDS;
export const objectAt = (index: number): number => OBJECTS + index * O_WORDS;
export const workerAt = (index: number): number => WORKERS + index * W_WORDS;

/** Views of the same buffer. */
export interface Memory {
  readonly buffer: ArrayBuffer | SharedArrayBuffer;
  /** False: only one thread of the host uses it, so Atomics are unnecessary. */
  readonly shared: boolean;
  readonly i32: Int32Array;
  readonly f64: Float64Array;
  readonly u8: Uint8Array;
}

export function viewMemory(buffer: ArrayBuffer | SharedArrayBuffer): Memory {
  return {
    buffer,
    shared: typeof SharedArrayBuffer === 'function' && buffer instanceof SharedArrayBuffer,
    i32: new Int32Array(buffer),
    f64: new Float64Array(buffer),
    u8: new Uint8Array(buffer),
  };
}

/** Fresh memory for one run. */
export function createMemory(buffer: ArrayBuffer | SharedArrayBuffer, seed: number): Memory {
  const memory = viewMemory(buffer);
  idleWorkers(memory);
  initialise(memory, seed);
  return memory;
}

/** Resets the memory of a run that all Workers have left. Takes time proportional to what the run used. */
export function renewMemory(memory: Memory, seed: number): void {
  memory.i32.fill(0, WORKERS, RING);
  idleWorkers(memory);
  clearMemory(memory, seed);
}

function idleWorkers({ i32 }: Memory): void {
  for (let w = 0; w < LIMITS.workers; w++) i32[workerAt(w) + W_JOB] = JOB_IDLE;
}

/** Resets the memory of a run that used no Workers. Takes time proportional to what the run used. */
export function clearMemory(memory: Memory, seed: number): void {
  const { i32, u8 } = memory;
  u8.fill(0, HEAP, i32[H_HEAP_TOP]);
  i32.fill(0, PROCESSES, processAt(i32[H_PROCESSES]!));
  i32.fill(0, THREADS, threadAt(i32[H_THREADS]!));
  i32.fill(0, FRAMES, threadAt(LIMITS.threads + i32[H_FRAMES]!));
  i32.fill(0, OBJECTS, objectAt(i32[H_OBJECTS]!));
  i32.fill(0, 0, HEADER);
  initialise(memory, seed);
}

function initialise({ i32, f64 }: Memory, seed: number): void {
  i32[H_HEAP_TOP] = HEAP;
  i32[H_IDLE] = -1;
  i32[H_PENDING] = -1;
  i32[H_PENDING + 1] = -1;
  i32[H_WATCHERS] = -1;
  i32[H_WATCHERS + 1] = -1;
  i32[H_RANDOM] = seed | 0;
  i32[H_PID] = FIRST_PID;
  f64[H_DEATH >> 1] = Infinity;
  resetClock({ f64 });
}

/** A clock that has not started, at real speed: see clock.ts. */
export function resetClock({ f64 }: Pick<Memory, 'f64'>): void {
  f64[(H_CLOCK_SLOTS >> 1) + 1] = Infinity;
  f64[(H_CLOCK_SLOTS >> 1) + 2] = 1;
}

/** Pid of the main process; later pids count up, so pids are the same in every run. */
export const FIRST_PID = 4000;
