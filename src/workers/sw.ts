/**
 * The service worker: adds isolation headers on hosts that send none, and serves the page offline.
 *
 * Built into dist/sw.js by scripts/vite-service-worker.ts, which fills in the names in capitals. Its counterpart on the
 * page is src/base/isolation.ts. Invariants:
 * - installing fetches nothing, so the one reload of a first visit does not wait for a download;
 * - pages come from the network first, so a new build is seen at once;
 * - files under assets/ have a content hash in their names, so a cached file is never stale.
 */

declare const self: ServiceWorkerGlobalScope;
/** Paths relative to the scope: the bundle, Worker chunks included, and public/. */
declare const WEFT_FILES: readonly string[];
/** Folder of the Python interpreter, named after its version. */
declare const WEFT_PYTHON: string;
/** A hash of their contents. */
declare const WEFT_VERSION: string;

/** The isolation headers, from scripts/headers.ts. */
declare const WEFT_HEADERS: Readonly<Record<string, string>>;

// Caches belong to the origin, which another Weft under another path may share.
const cachePrefix = `weft ${new URL(self.registration.scope).pathname} `;
const cacheName = cachePrefix + WEFT_VERSION;
const pythonCache = cachePrefix + WEFT_PYTHON;

self.addEventListener('install', () => void self.skipWaiting());

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('message', (event) => {
  if (event.data === 'precache') event.waitUntil(precache());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || !url.href.startsWith(self.registration.scope)) return;
  // Chromium's developer tools send such requests; fetch() would throw.
  if (request.cache === 'only-if-cached' && request.mode !== 'same-origin') return;
  if (url.href.startsWith(self.registration.scope + WEFT_PYTHON))
    event.respondWith(keptForGood(event));
  else event.respondWith(isAsset(url) ? cacheFirst(request) : networkFirst(request));
});

/**
 * The interpreter's files: 20 MB, fetched on demand and cached as long as their version is current. They are passed on as they
 * are, since browsers keep no compiled code of a copy, and need none of the headers.
 */
async function keptForGood(event: FetchEvent): Promise<Response> {
  const { request } = event;
  const cache = await caches.open(pythonCache);
  const known = await cache.match(request, anyAsker);
  if (known !== undefined) return known;
  const response = await fetch(request);
  // A full disk costs only the next download.
  if (response.ok) event.waitUntil(keep(cache, request, response.clone()).catch(() => undefined));
  return response;
}

/** There is one memory of the interpreter, which changes with our own files. It is cached unpacked, which takes a while. */
async function keep(cache: Cache, request: Request, response: Response): Promise<void> {
  await cache.put(request, isMemory(request) ? unpack(response) : response);
  if (!isMemory(request)) return;
  const old = (await cache.keys()).filter((one) => isMemory(one) && one.url !== request.url);
  await Promise.all(old.map((one) => cache.delete(one)));
}

/** The header is read in engines/lab/worker/memory.ts. */
const unpack = ({ body }: Response): Response =>
  new Response(body?.pipeThrough(new DecompressionStream('gzip')) ?? null, {
    headers: { 'Weft-Unpacked': 'gzip' },
  });

const isMemory = ({ url }: Request): boolean => /\/memory-\w+\.bin$/.test(url);

function isAsset(url: URL): boolean {
  return url.href.startsWith(`${self.registration.scope}assets/`);
}

/** Hosts say `Vary: Origin`, and mean answers to other sites: what is kept is for this page, however it asks. */
const anyAsker = { ignoreVary: true } as const;

async function cacheFirst(request: Request): Promise<Response> {
  return isolated((await caches.match(request, anyAsker)) ?? (await fetch(request)));
}

async function networkFirst(request: Request): Promise<Response> {
  try {
    return isolated(await fetch(request));
  } catch (error) {
    const kept = await caches.match(request, { ignoreSearch: true, ...anyAsker });
    if (kept === undefined) throw error;
    return isolated(kept);
  }
}

/** A copy with the headers; an unreadable response (an opaque redirect) is passed on unchanged. */
function isolated(response: Response): Response {
  if (response.status === 0) return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(WEFT_HEADERS)) headers.set(name, value);
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}

/** Caches every file of this build, all or none, then deletes older builds. */
async function precache(): Promise<void> {
  const cache = await caches.open(cacheName);
  if ((await cache.keys()).length === 0) {
    const requests = WEFT_FILES.map(
      (file) => new Request(new URL(file, self.registration.scope), { cache: 'no-cache' }),
    );
    await cache.addAll(requests);
  }
  // Another open page may be of an older build and still request its files.
  if ((await self.clients.matchAll({ type: 'window' })).length > 1) return;
  const names = await caches.keys();
  const old = names.filter(
    (name) => name.startsWith(cachePrefix) && name !== cacheName && name !== pythonCache,
  );
  await Promise.all(old.map((name) => caches.delete(name)));
}
