import { expect, test } from 'vitest';
import { randomTrace } from '../../trace/random-trace.ts';
import { StageViews } from './stage-views.ts';

const trace = randomTrace({ events: 20_000, seed: 7 });
const { length } = trace;

const told = (views: StageViews) =>
  trace.objects.map((_, object) => ({
    users: views.users.at(object, 'any', length),
    seats: views.seats.at(object, length),
    lost: views.lostUpdates.at(object, length),
    left: views.unfinished.at(object, length),
    wrote: views.lastWrites.at(object, length),
  }));

test('a long run is read in turns, and comes to the same', () => {
  const [once, inTurns] = [new StageViews(trace).upTo(length), new StageViews(trace)];
  let turns = 1;
  while (!inTurns.advance(length, 1000)) turns++;
  expect(turns).toBe(Math.ceil(length / 1000));
  expect(told(inTurns)).toEqual(told(once));
});

test('what is read already, and what a turn allows, is there at once', () => {
  const views = new StageViews(trace).upTo(1000);
  expect(views.advance(400, 0)).toBe(true);
  expect(views.advance(1001, 1)).toBe(true);
  expect(views.advance(1003, 1)).toBe(false);
});
