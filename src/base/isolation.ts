/**
 * Shared memory for the page, wherever it is hosted.
 *
 * SharedArrayBuffer needs response headers that many static hosts do not send. There the service worker
 * (src/workers/sw.ts) adds them, which takes one reload on the first visit. Without shared memory Weft still runs, over
 * messages; so nothing here throws, and every way to fail has a name.
 */

/** Why there is no shared memory. */
export type NoIsolationReason =
  /** Development server: its own headers decide, and it has no service worker. */
  | 'development'
  /** In a frame, where the reader decides whether to reload; after a reload Chromium isolates the frame. */
  | 'framed'
  /** Plain http, other than localhost. */
  | 'insecure'
  /** The browser offers no service workers: a private window, a setting, or an old browser. */
  | 'no-service-worker'
  /** The service worker's script is missing or does not start. */
  | 'registration-failed'
  /** No storage to count reloads in, so a reload loop could not be detected. */
  | 'no-storage'
  /** Reloading did not help. */
  | 'reload-limit'
  /** The page is isolated as far as possible and the browser still offers no shared memory. */
  | 'unsupported';

export type IsolationState =
  | { readonly kind: 'isolated' }
  /** The page is about to reload: start nothing. */
  | { readonly kind: 'reloading' }
  | { readonly kind: 'unavailable'; readonly reason: NoIsolationReason };

const reloadLimit = 2;
const reloadWindowMs = 10_000;
const storageKey = 'weft.isolation.reloads';
const activationLimitMs = 8_000;

/**
 * Guard against reload loops: at most two reloads in any ten seconds.
 *
 * Counts times in localStorage because a flag in sessionStorage is unreliable: the isolated page lives in another
 * browsing context group with its own copy, in which the flag is missing or stale.
 *
 * @param history what an earlier call returned, as stored; anything else counts as nothing
 * @param nowMs Unix time
 * @returns the history to store before reloading, or undefined when the limit is reached
 */
export function admitReload(history: string | null, nowMs: number): string | undefined {
  const recent = (history ?? '')
    .split(',')
    .map(Number)
    .filter((at) => at > nowMs - reloadWindowMs && at <= nowMs);
  return recent.length < reloadLimit ? [...recent, nowMs].join(',') : undefined;
}

/**
 * Makes the page cross-origin isolated where possible. Call it once, before anything else starts, and start nothing
 * when it returns 'reloading'.
 */
export async function ensureIsolation(): Promise<IsolationState> {
  // Tests SharedArrayBuffer, not crossOriginIsolated: WebKitGTK can be isolated and still have no SharedArrayBuffer.
  const isShared = typeof SharedArrayBuffer === 'function';
  if (import.meta.env.DEV) return isShared ? { kind: 'isolated' } : unavailable('development');
  try {
    if (isShared) {
      if (!isFramed()) keepForOffline();
      return { kind: 'isolated' };
    }
    return await isolateByServiceWorker();
  } catch {
    return isShared ? { kind: 'isolated' } : unavailable('registration-failed');
  }
}

function unavailable(reason: NoIsolationReason): IsolationState {
  return { kind: 'unavailable', reason };
}

function isFramed(): boolean {
  return window.top !== window;
}

/**
 * The page's service worker container, or undefined where the browser has none; reading the property may itself throw.
 */
function serviceWorkers(): ServiceWorkerContainer | undefined {
  try {
    return 'serviceWorker' in navigator ? navigator.serviceWorker : undefined;
  } catch {
    return undefined;
  }
}

function register(workers: ServiceWorkerContainer): Promise<ServiceWorkerRegistration> {
  return workers.register(new URL('sw.js', document.baseURI), { updateViaCache: 'none' });
}

async function isolateByServiceWorker(): Promise<IsolationState> {
  if (!window.isSecureContext) return unavailable('insecure');
  const workers = serviceWorkers();
  if (workers === undefined) return unavailable('no-service-worker');

  // Read before registering: a new service worker claims this page although it did not serve it.
  if (workers.controller !== null) return unavailable('unsupported');
  const registration = await register(workers);
  if (isFramed()) return unavailable('framed');
  if (!(await isActive(registration))) return unavailable('registration-failed');
  return reload();
}

/** Waits until the service worker controls the next load; false if it fails or times out. */
function isActive(registration: ServiceWorkerRegistration): Promise<boolean> {
  const worker = registration.installing ?? registration.waiting ?? registration.active;
  if (worker === null) return Promise.resolve(false);
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), activationLimitMs);
    const look = () => {
      if (worker.state !== 'activated' && worker.state !== 'redundant') return;
      clearTimeout(timer);
      worker.removeEventListener('statechange', look);
      resolve(worker.state === 'activated');
    };
    worker.addEventListener('statechange', look);
    look();
  });
}

function reload(): IsolationState {
  try {
    const history = admitReload(localStorage.getItem(storageKey), Date.now());
    if (history === undefined) return unavailable('reload-limit');
    localStorage.setItem(storageKey, history);
  } catch {
    return unavailable('no-storage');
  }
  location.reload();
  return { kind: 'reloading' };
}

/**
 * Tells the service worker to cache what the page needs offline. Not earlier: the first reload would wait for the
 * fetches.
 */
function keepForOffline(): void {
  const workers = serviceWorkers();
  if (workers === undefined) return;
  register(workers)
    .then(() => workers.ready)
    .then((registration) => registration.active?.postMessage('precache'))
    .catch(() => undefined); // offline use is optional
}
