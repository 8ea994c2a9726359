/**
 * Takes away from this Worker what a program has no business with: the network, storage, channels to other pages, other
 * Workers. Called once the interpreter is loaded; it needs none of it any more.
 */
const taken = [
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'WebSocketStream',
  'WebTransport',
  'EventSource',
  'indexedDB',
  'caches',
  'cookieStore',
  'BroadcastChannel',
  'Worker',
  'SharedWorker',
  'importScripts',
  'Notification',
  'navigator',
  'createImageBitmap',
  'FontFace',
] as const;

export function lockDown(): void {
  for (const name of taken) {
    // Where it really is: on the scope or one of its prototypes.
    for (let scope: unknown = globalThis; typeof scope === 'object' && scope !== null;) {
      Reflect.deleteProperty(scope, name);
      scope = Object.getPrototypeOf(scope);
    }
    Object.defineProperty(globalThis, name, { value: undefined });
  }
}
