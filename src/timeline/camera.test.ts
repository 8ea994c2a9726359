import { describe, expect, test, onTestFinished, vi } from 'vitest';
import { Camera } from './camera.ts';
import { spanOf } from './view-range.ts';

const jumping = () => new Camera(() => true);

describe('the camera', () => {
  test('follows the live edge with a span that grows by steps', () => {
    const camera = jumping();
    const spans = [10, 100, 1000, 5000, 60_000].map((edge) => {
      camera.tick(edge, 0);
      expect(camera.view.end).toBeGreaterThan(edge);
      return Math.round(spanOf(camera.view));
    });
    expect(spans).toEqual([64, 128, 1448, 5793, 8192]);
  });

  test('keeps the span that the reader chose, and goes on following', () => {
    const camera = jumping();
    camera.tick(60_000, 0);
    camera.zoomInPlace(8);
    camera.tick(61_000, 0);
    expect(spanOf(camera.view)).toBeCloseTo(1024);
    expect(camera.follows).toBe(true);
    expect(camera.view.end).toBeGreaterThan(61_000);
  });

  test('stays where the reader went, until it is told to follow again', () => {
    const camera = jumping();
    camera.tick(60_000, 0);
    camera.pan(-0.5, false);
    const { view } = camera;
    camera.tick(70_000, 0);
    expect(camera.view).toEqual(view);
    expect(camera.follows).toBe(false);
    camera.follow();
    camera.tick(70_000, 0);
    expect(camera.view.end).toBeGreaterThan(70_000);
  });

  test('shows nothing of where the run before had come to', () => {
    const camera = jumping();
    camera.tick(17_000, 0);
    camera.begin(10_000);
    camera.follows = false;
    camera.tick(10_000, 0);
    const { start, end } = camera.view;
    expect([start < 9000, end > 10_000, end < 12_000]).toEqual([true, true, true]);
  });

  test('goes where it is sent, though the run is not there yet', () => {
    const camera = jumping();
    camera.tick(5, 0);
    camera.show({ start: 30_000, end: 90_000 });
    camera.tick(20, 0);
    expect(camera.view).toEqual({ start: 30_000, end: 90_000 });
  });

  test('glides, unless it is asked to keep still', () => {
    const camera = new Camera(() => false);
    const now = 5000;
    const clock = vi.spyOn(performance, 'now').mockReturnValue(now);
    onTestFinished(() => clock.mockRestore());
    camera.tick(60_000, now);
    camera.tick(60_000, now + 1e6);
    camera.fit(1000, 2000);
    expect(camera.tick(60_000, now + 50)).toBe(true);
    expect(camera.view.start).toBeGreaterThan(960);
    expect(camera.tick(60_000, now + 1000)).toBe(false);
    expect(camera.view).toEqual({ start: 960, end: 2060 });
  });
});
