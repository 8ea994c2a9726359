import { expect, it } from 'vitest';
import { describeOutcomes, numbers } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('traffic-light', (run) => {
  const cars = (printed: readonly string[]) => new Set(printed.map((line) => line.split(':')[0]));

  it('holds every car while it is red, and lets them all go at once', async () => {
    expect((await run({}, 2)).printed).toEqual([]);
    const { printed, time, left } = await run({ cars: 12 }, 2.01);
    expect(cars(printed)).toEqual(new Set(numbers(12).map((n) => `car ${n} goes`)));
    expect(time).toBe(2000);
    expect(left).toHaveLength(14);
  });

  it('runs for ever', async () => {
    const { left, threads } = await run({}, 60);
    expect(threads).toEqual(['MainThread', 'light', ...numbers(5).map((n) => `car ${n}`)]);
    expect(left).toEqual(threads);
  });

  it('lets polling cars go late', async () => {
    expect((await run({ poll: true, red: 2.1 }, 2.3)).printed).toEqual([]);
    const { printed } = await run({ poll: true, red: 2.1 }, 2.5);
    expect(cars(printed).size).toBe(5);
  });

  it('lets cars go at yellow where the event is cleared at red', async () => {
    const times = { red: 1, green: 1, yellow: 2, lap: 0.2 };
    const { printed } = await run({ ...times, clear: 'red' }, 10);
    const lights = printed.map((line) => line.split('is ')[1]);
    expect(lights).toContain('yellow');
    // A car that the event let go may find the light red at once; at yellow it has 2 s.
    const atYellow = await run(times, 10);
    const yellow = atYellow.printed.filter((line) => line.endsWith('yellow'));
    expect(yellow.length).toBeLessThan(lights.filter((light) => light === 'yellow').length);
  });
});
