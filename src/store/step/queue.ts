/**
 * The one queue of step mode: requests made while a step is computed or a run is opened are processed after it, in
 * order. Five key presses are five steps, however fast; none is dropped.
 */
type Act = () => void | Promise<void>;

interface Wish {
  readonly act: Act;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

const waiting: Wish[] = [];
let isActing = false;

/** Whether requests are in progress or pending. */
export const isBehind = (): boolean => isActing || waiting.length > 0;

/**
 * Acts now, or after all earlier requests. Resolves when done, or cancelled; rejects with what `act` throws, which also
 * cancels pending requests.
 */
export function inTurn(act: Act): Promise<void> {
  const done = new Promise<void>((resolve, reject) => {
    waiting.push({ act, resolve, reject });
  });
  if (!isActing) void actAll();
  return done;
}

/** Cancels pending requests; true if there were any. */
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
