/**
 * Outcomes of each scenario, over either transport: what must hold of a live run however slow the machine is. Orders,
 * waits and chance are proved in the model, by the scenario's outcomes.test.ts.
 */
import {
  arrows,
  blockedIn,
  exitCodes,
  numbers,
  printed,
  tally,
  type Events,
} from './support/happenings.ts';
import { expect, inOneTab as test } from './support/weft-test.ts';

for (const transport of ['shared', 'message'] as const) {
  const open = (scenario: string, params: Record<string, string | number>, speed = 20) => {
    const fields = Object.entries(params).map(([name, value]) => `p.${name}=${value}`);
    return [`s=${scenario}`, `speed=${speed}`, `transport=${transport}`, ...fields].join('&');
  };

  test.describe(`over ${transport} transport`, () => {
    test('traffic light: each set() wakes every car that waits, and every car goes', async ({
      weft,
    }) => {
      await weft.open(open('traffic-light', { cars: 4, red: 3, green: 1, lap: 0.3 }));
      expect((await weft.state()).transport).toBe(transport);
      const [went] = await weft.happened({ kind: 'done', op: 'wait', wokenBy: 'light' });
      const sets = await weft.happened({ kind: 'done', op: 'set' }, 4);
      await weft.pause();
      const events = await weft.events();

      for (const set of sets) {
        const woken = events.filter(({ kind, cause }) => kind === 'wake' && cause === set.seq);
        expect(tally(woken.map(({ thread, other }) => `${thread} wakes ${other}`))).toEqual(
          tally(blockedIn(events, 'wait', 'go', set.seq).map((car) => `light wakes ${car}`)),
        );
      }
      // A thread released by a set() was woken by it.
      expect(sets.map(({ seq }) => seq)).toContain(went?.cause);
      expect(events.filter(({ kind, other }) => kind === 'wake' && other === went?.thread)).toEqual(
        expect.arrayContaining([expect.objectContaining({ cause: went?.cause })]),
      );
    });

    test('traffic light: cars that poll never block on the event, and look in vain', async ({
      weft,
    }) => {
      await weft.open(open('traffic-light', { cars: 3, poll: 'on', red: 2, green: 1, nap: 0.1 }));
      await weft.happened({ kind: 'done', op: 'set' }, 2);
      await weft.happened({ kind: 'done', op: 'print' }, 3);
      await weft.happened({ kind: 'done', op: 'is-set', value: 0 }, 7);
      const events = await weft.events();
      const onEvent = events.filter(({ object, kind }) => object === 'go' && kind !== 'object');
      expect(onEvent.filter(({ kind }) => kind === 'block' || kind === 'wake')).toEqual([]);
      expect(onEvent.filter(({ op }) => op === 'wait')).toEqual([]);
    });

    test('producer and consumer: everything is used once, and the queue never overflows', async ({
      weft,
    }) => {
      const params = { producers: 3, consumers: 2, maxsize: 2, items: 5, make: 0.1, use: 0.3 };
      await weft.open(open('producer-consumer', params));
      const events = await weft.ended();
      const items = ['a', 'b', 'c'].flatMap((letter) => numbers(5).map((n) => `${letter}${n}`));
      const lines = printed(events);
      expect(lines.pop()).toBe('everything is used up');
      const said = (verb: string) => lines.flatMap((line) => line.split(` ${verb} `).slice(1));
      expect(said('put').toSorted()).toEqual(items);
      expect(said('used').toSorted()).toEqual(items);

      const depths = events.filter(({ object, kind }) => object === 'box' && kind === 'done');
      expect(Math.max(...depths.map(({ value }) => value))).toBeLessThanOrEqual(2);
      expect(depths.at(-1)?.value).toBe(0);
      expect(exitCodes(events)).toEqual([0]);
    });

    test('a hundred threads with the lock: 0 is left, one holder at a time', async ({ weft }) => {
      await weft.open(open('hundred-threads', { gap: 0 }));
      const events = await weft.ended();
      expect(printed(events)).toEqual(['100 - 100 = 0']);
      expect(events.filter(({ kind }) => kind === 'thread')).toHaveLength(101);
      expect(mostHolders(events, 'lock')).toBe(1);
      expect(lostUpdates(events)).toEqual([]);
    });

    test('a hundred threads without the lock: what is left is told, and so is what was lost', async ({
      weft,
    }) => {
      await weft.open(open('hundred-threads', { lock: 'off', gap: 0.2 }));
      const events = await weft.ended();
      const left = Number(printed(events)[0]?.replace('100 - 100 = ', ''));
      expect(left > 0).toBe(lostUpdates(events).length > 0);
      expect(await weft.objects()).toContainEqual(
        expect.objectContaining({ name: 'number', measure: left }),
      );
      if (left > 0) await expect(weft.stage).toContainText(/\d+ updates? lost/);
    });

    test('five seats: at most five inside, the next one served when somebody leaves', async ({
      weft,
    }) => {
      await weft.open(open('five-seats', { guests: 12, meal: 5 }, 10));
      const events = await weft.ended();
      expect(mostHolders(events, 'seats')).toBeLessThanOrEqual(5);
      const served = arrows(events).filter(({ to }) => to.op === 'acquire' && to.kind === 'done');
      expect(served.every(({ from }) => from.op === 'release')).toBe(true);
      expect(tally(printed(events).map((line) => line.replace(/\d+/, 'n')))).toEqual({
        'guest n sits down': 12,
        'guest n gets up': 12,
        'the last guest has left': 1,
      });
      expect(exitCodes(events)).toEqual([0]);
    });

    test('five seats: one release too many raises as in Python, and the process exits with 1', async ({
      weft,
    }) => {
      await weft.open(open('five-seats', { guests: 2, meal: 0.1, extra: 'on' }));
      const events = await weft.ended();
      const raised = events.filter(({ kind }) => kind === 'raise');
      expect(raised.map(({ thread, op, text }) => [thread, op, text])).toEqual([
        ['MainThread', 'release', 'ValueError: Semaphore released too many times'],
      ]);
      expect(exitCodes(events)).toEqual([1]);
      const [main] = await weft.threads();
      expect(main?.end).toBe('raised');
      await expect(weft.console).toContainText('Traceback (most recent call last):');
      await expect(weft.console).toContainText('ValueError: Semaphore released too many times');
      await expect(weft.console).toContainText('Process MainProcess exited with code 1');
    });

    test('parent and child: each value crosses once, from its send to its receive', async ({
      weft,
    }) => {
      await weft.open(open('parent-child-pipe', { values: 5, think: 0.1 }));
      const events = await weft.ended();
      expect(printed(events)).toEqual([
        ...numbers(5).flatMap((n) => [`child got ${n}`, `parent got ${n * n}`]),
        'child is done',
        'child ended with exit code 0',
      ]);
      const crossings = arrows(events).filter(({ to }) => to.op === 'recv' && to.kind === 'done');
      expect(
        crossings.map(({ from, to }) => [from.process, from.op, from.text, to.process, to.text]),
      ).toEqual([
        ...numbers(5).flatMap((n) => [
          ['MainProcess', 'send', String(n), 'child', String(n)],
          ['child', 'send', String(n * n), 'MainProcess', String(n * n)],
        ]),
        ['MainProcess', 'send', 'None', 'child', 'None'],
      ]);
      expect(exitCodes(events)).toEqual([0, 0]);
    });
  });
}

/** Maximum number of simultaneous holders of the object. */
function mostHolders(events: Events, object: string): number {
  let holders = 0;
  let most = 0;
  for (const event of events) {
    if (event.object !== object || event.kind !== 'done') continue;
    if (event.op === 'acquire') holders += 1;
    if (event.op === 'release') holders -= 1;
    most = Math.max(most, holders);
  }
  return most;
}

/** Writes based on a value read before another thread's write. */
function lostUpdates(events: Events): number[] {
  const lost: number[] = [];
  const readAt = new Map<string, number>();
  let lastWrite = -1;
  for (const { seq, kind, op, object, thread } of events) {
    if (kind !== 'done' || object !== 'number' || thread === null) continue;
    if (op === 'read') readAt.set(thread, seq);
    if (op !== 'write') continue;
    const read = readAt.get(thread);
    if (read !== undefined && read < lastWrite) lost.push(seq);
    lastWrite = seq;
  }
  return lost;
}
