/**
 * The one queue of step mode: what the reader asks for while a step is being worked out, or a run is being opened, is
 * done after it, in the order of asking. Five presses of a key are five steps, however fast they come; none is dropped.
 */
type Act = () => void | Promise<void>;

interface Wish {
  readonly act: Act;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

const waiting: Wish[] = [];
let isActing = false;

/** Something is being done, or waits to be done. */
export const isBehind = (): boolean => isActing || waiting.length > 0;

/**
 * Acts now, or after all that was asked for before. Resolves when that is over, or was forgotten; rejects with what it
 * throws, and then nothing is done of what waits behind it.
 */
export function inTurn(act: Act): Promise<void> {
  const done = new Promise<void>((resolve, reject) => {
    waiting.push({ act, resolve, reject });
  });
  if (!isActing) void actAll();
  return done;
}

/** Nothing more is done of what waits; true if anything did. */
export function forgetWaiting(): boolean {
  const forgotten = waiting.splice(0);
  for (const { resolve } of forgotten) resolve();
  return forgotten.length > 0;
}

async function actAll(): Promise<void> {
  isActing = true;
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    try {
      await next.act();
      next.resolve();
    } catch (error) {
      next.reject(error);
      forgetWaiting();
    }
  }
  isActing = false;
}
