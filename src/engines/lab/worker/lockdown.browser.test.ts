/** What a Worker can still reach after the lockdown. */
import { expect, it } from 'vitest';

interface Left {
  readonly names: readonly string[];
  readonly outcomes: Readonly<Record<string, string>>;
}

it('has no network, storage, channels, Workers, timers, or way to make code of text', async () => {
  const worker = new Worker(new URL('./lockdown.worker.ts', import.meta.url), { type: 'module' });
  const { names, outcomes } = await new Promise<Left>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Left>) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
  });
  worker.terminate();
  const taken = `
    fetch XMLHttpRequest WebSocket EventSource WebTransport RTCPeerConnection indexedDB caches cookieStore
    navigator location BroadcastChannel MessageChannel MessagePort Worker SharedWorker importScripts postMessage
    onmessage addEventListener dispatchEvent close self eval setTimeout setInterval Request
    Response Blob File FileReader URL Notification
`
    .trim()
    .split(/\s+/);
  expect(names.filter((name) => taken.includes(name))).toEqual([]);
  // Features that browsers add in future are not in it.
  expect(
    names.filter(
      (name) =>
        !/^[A-Z]|^(is|parse)|^(console|crypto|performance|globalThis|queueMicrotask|NaN)$/.test(
          name,
        ),
    ),
  ).toEqual([]);
  expect(names.length).toBeLessThan(75);
  for (const [attempt, end] of Object.entries(outcomes)) {
    expect(['nothing', 'an exception'], attempt).toContain(end);
  }
});
