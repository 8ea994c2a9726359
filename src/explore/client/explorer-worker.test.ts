import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ToExplorer } from '../host/protocol.ts';
import { ExplorerWorker } from './explorer-worker.ts';

const program = { kind: 'scenario', id: 'opposite-locks', params: {} } as const;
const settings = {
  search: 'auto',
  preemptions: 2,
  runs: 10,
  seed: 1,
  timed: false,
  budget: 1000,
} as const;
const deaf = { found: () => undefined, failed: () => undefined };

/** A mock Worker: records messages, and sends what the test tells it to. */
class FakeWorker {
  readonly heard: ToExplorer[] = [];
  isEnded = false;
  onmessage: ((event: { readonly data: unknown }) => void) | undefined;

  postMessage(message: ToExplorer): void {
    this.heard.push(message);
  }

  terminate(): void {
    this.isEnded = true;
  }
}

describe('a Worker that was warmed', () => {
  let worker: FakeWorker;
  let explorer: ExplorerWorker;
  beforeEach(() => {
    vi.useFakeTimers();
    worker = new FakeWorker();
    explorer = new ExplorerWorker(() => worker as unknown as Worker, 0);
    explorer.warm(program, 1, settings);
  });
  afterEach(() => vi.useRealTimers());

  it('is ended where it falls silent: its program computes on and on', () => {
    vi.advanceTimersByTime(60_000);
    expect(worker.isEnded).toBe(true);
  });

  it('is kept where it is done', () => {
    worker.onmessage?.({ data: { type: 'warm' } });
    vi.advanceTimersByTime(60_000);
    expect(worker.isEnded).toBe(false);
  });

  it('is kept where somebody explores: that can be stopped', () => {
    explorer.explore(program, 1, settings, deaf);
    vi.advanceTimersByTime(60_000);
    expect(worker.isEnded).toBe(false);
    expect(worker.heard.map(({ type }) => type)).toEqual(['warm', 'explore']);
  });
});
