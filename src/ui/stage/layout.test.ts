import { describe, expect, test } from 'vitest';
import { traceOf } from '../../trace/trace-notation.ts';
import { FIGURE_GAP, layoutFigures } from './figure-rows.ts';
import { figuresOf } from './figures.ts';
import { layoutCondition } from './condition-layout.ts';
import { CAPTION_WIDTH, layoutHold, RING } from './hold-layout.ts';
import { layoutQueue } from './queue-layout.ts';
import { layoutRoad } from './pictures/traffic-light/road-layout.ts';
import { cutGroups } from './thread-groups.ts';
import { shortNames } from '../../views/short-name.ts';
import { layoutStage } from './stage-layout.ts';
import { layoutTable, leastHeight } from './pictures/table/table-layout.ts';
import { gridHeight, stripSizeFor, tokenPlace, tokenSizeFor, tokenSizes } from './token-grid.ts';
import { layoutWait } from './wait-layout.ts';

const widths = [320, 358, 480, 640, 760, 1068];

describe('figures', () => {
  const trace = traceOf(`
    process P
    variable light in P
    event go in P
    lock m in P
    pipe p→
    pipe p← of p→ as way-back
    queue q in P
  `);
  const told = (count: number, hints: Parameters<typeof figuresOf>[2]) =>
    figuresOf(trace, count, hints).map(({ kind, objects }) => `${kind} ${objects.join('+')}`);

  test('what is looked up grows with the number of objects, not with its square', () => {
    const count = 600;
    const lines = Array.from(
      { length: count },
      (_, n) => `lock l${n}\ncondition c${n} of l${n} as monitor`,
    );
    const many = traceOf(lines.join('\n'));
    let looks = 0;
    const { objects } = many;
    const counted = objects.map(
      (details) =>
        new Proxy(details, {
          get: (target, key) => (looks++, Reflect.get(target, key) as unknown),
        }),
    );
    Object.assign(many, { objects: counted });
    expect(figuresOf(many, objects.length, [])).toHaveLength(count);
    expect(looks).toBeLessThan(40 * objects.length);
  });

  test('a light is drawn with its event, a pipe with its way back', () => {
    const hints = [{ object: 'light', as: 'traffic-light' }] as const;
    expect(told(6, hints)).toEqual(['traffic-light 0+1', 'hold 2', 'pipe 3+4', 'queue 5']);
  });

  test('a pool whose tasks are not told claims nothing of them', () => {
    const pool = (fields: string) =>
      traceOf(`
        process P
        pool p in P
        queue p._inqueue in P of p as call-queue inner ${fields}
      `);
    const kinds = (fields: string) =>
      figuresOf(pool(fields), 2, []).map(({ kind, objects }) => `${kind} ${objects.join('+')}`);
    expect(kinds('fields job,part,call')).toEqual(['pool 0']);
    expect(kinds('')).toEqual(['wait 0']);
  });

  test('two pipes of one way each are two pipes, and what the library made for itself is not drawn', () => {
    const pipes = traceOf(`
      process P
      pipe one→
      pipe two→
      queue pool._taskqueue in P inner
      list names in P
      variable numbers in P
    `);
    const figures = figuresOf(pipes, 5, []);
    expect(figures.map(({ kind, objects }) => `${kind} ${objects.join('+')}`)).toEqual([
      'pipe 0',
      'pipe 1',
      'contents 3',
      'variable 4',
    ]);
  });

  test('a condition is drawn with the lock that it made, one over a lock of the program beside it', () => {
    const conditions = traceOf(`
      process P
      rlock own.lock in P
      condition own in P of own.lock as monitor
      lock mine in P
      condition other in P of mine as condition
    `);
    const figures = figuresOf(conditions, 4, []);
    expect(figures.map(({ kind, objects }) => `${kind} ${objects.join('+')}`)).toEqual([
      'condition 1+0',
      'hold 2',
      'wait 3',
    ]);
  });

  test('what several processes have of one variable stands side by side', () => {
    const copies = traceOf(`
      process P
      variable balance in P
      pipe one→
      process Q parent P
      variable balance in Q
      pipe two→
      process R parent P
      variable balance in R
    `);
    const figures = figuresOf(copies, 5, []);
    expect(figures.map(({ objects }) => objects[0])).toEqual([0, 2, 4, 1, 3]);
  });

  test('what more processes have than fit side by side is one figure', () => {
    const copies = (count: number) => {
      const names = Array.from({ length: count }, (_, i) => `P${i}`);
      const lines = names.map(
        (name) => `process ${name} ${name === 'P0' ? '' : 'parent P0'}\nvariable n in ${name}`,
      );
      return figuresOf(traceOf(lines.join('\n')), count, []);
    };
    expect(copies(4).map(({ kind }) => kind)).toEqual(Array.from({ length: 4 }, () => 'variable'));
    expect(copies(6)).toEqual([{ kind: 'copies', objects: [0, 1, 2, 3, 4, 5] }]);
  });

  test.each([
    [2, 638, [1, 1]],
    [3, 638, [3]],
    [3, 487, [2, 1]],
    [5, 358, [1, 1, 1, 1, 1]],
  ] as const)('%i pipes in %i px stand side by side where they are many', (count, width, rows) => {
    const pipes = traceOf(
      ['process P', ...Array.from({ length: count }, (_, i) => `pipe p${i}→`)].join('\n'),
    );
    const layout = layoutFigures(figuresOf(pipes, count, []), width);
    expect(layout.map(({ cells }) => cells.length)).toEqual(rows);
    for (const { cells } of layout)
      for (const cell of cells) expect(cell.width).toBeGreaterThanOrEqual(196);
  });

  test('a counter and two locks stand side by side on a low screen, and who waits beside who has it', () => {
    const three = traceOf('process P\nvariable n in P\nlock a in P\nlock b in P');
    const [row, ...others] = layoutFigures(figuresOf(three, 3, []), 632);
    expect(others).toEqual([]);
    for (const { width } of row!.cells.slice(1)) {
      const { size, seatArea, lineArea } = layoutHold(1, 2, width);
      expect(size).toBe('pill');
      expect(lineArea.x).toBeGreaterThan(seatArea.width);
    }
  });

  test('the line of a small seat begins beside its caption, or below', () => {
    for (const width of widths) {
      const { size, lineArea, lineCaption } = layoutHold(1, 101, width);
      expect(size).not.toBe('pill');
      if (lineCaption === 0) expect(lineArea.x).toBeGreaterThan(CAPTION_WIDTH);
    }
  });

  test.each([
    [3, [3]],
    [4, [4]],
    [5, [3, 2]],
    [6, [3, 3]],
    [9, [3, 3, 3]],
  ] as const)('%i variables that do not fit into one row make even rows', (count, rows) => {
    const variables = traceOf(
      ['process P', ...Array.from({ length: count }, (_, i) => `variable v${i} in P`)].join('\n'),
    );
    const layout = layoutFigures(figuresOf(variables, count, []), 487);
    expect(layout.map(({ cells }) => cells.length)).toEqual(rows);
  });

  test('only what is declared is drawn', () => {
    expect(told(3, [])).toEqual(['variable 0', 'wait 1', 'hold 2']);
  });

  test.each(widths)('no row is wider than %i px', (width) => {
    for (const { cells } of layoutFigures(figuresOf(trace, 6, []), width)) {
      const used = cells.reduce((sum, cell) => sum + cell.width, FIGURE_GAP * (cells.length - 1));
      expect(used).toBeLessThanOrEqual(width);
    }
  });

  test.each(widths)('figures and threads fit into %i px', (width) => {
    const { beside, figuresWidth, stripWidth } = layoutStage(width, 101, 1);
    expect(
      beside ? figuresWidth + stripWidth : Math.max(figuresWidth, stripWidth),
    ).toBeLessThanOrEqual(width);
  });
});

describe('places of tokens', () => {
  test.each([
    [3, 360, 'pill'],
    [9, 360, 'pill'],
    [12, 360, 'chip'],
    [12, 700, 'pill'],
    [20, 700, 'chip'],
    [101, 1100, 'dot'],
  ] as const)('%i tokens in %i px are %ss', (count, width, size) => {
    expect(tokenSizeFor(count, width)).toBe(size);
  });

  test.each([
    [5, 140, 'pill'],
    [7, 140, 'tag'],
    [13, 140, 'dot'],
    [101, 1100, 'chip'],
  ] as const)(
    'of %i threads in a list %i px wide, names are told while there is room',
    (count, width, size) => {
      expect(stripSizeFor(count, width)).toBe(size);
    },
  );

  test('a line wraps', () => {
    expect([0, 1, 12].map((n) => tokenPlace(n, 'dot', 320))).toEqual([
      { x: 0, y: 0 },
      { x: 26, y: 0 },
      { x: 0, y: 20 },
    ]);
    expect(gridHeight(13, 'dot', 320)).toBe(38);
  });

  const cases = [
    [1, 100],
    [5, 20],
    [5, 3],
    [40, 40],
    [1, 0],
  ] as const;
  test.each(
    widths.flatMap((width) => cases.map(([seats, users]) => [seats, users, width] as const)),
  )('%i seats and a line of %i in %i px stay inside and apart', (seats, users, width) => {
    const layout = layoutHold(seats, users, width);
    const token = tokenSizes[layout.size];
    const spots = [
      ...Array.from({ length: seats }, (_, i) => layout.seatPlace(i)),
      ...Array.from({ length: Math.max(0, users - seats) }, (_, i) => layout.linePlace(i)),
    ];
    for (const { x, y } of spots) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + token.width).toBeLessThanOrEqual(width);
      expect(y + token.height).toBeLessThanOrEqual(layout.height);
    }
    expect(new Set(spots.map(({ x, y }) => `${x} ${y}`)).size).toBe(spots.length);
  });

  test.each(widths.flatMap((width) => [1, 5, 9, 40].map((users) => [users, width] as const)))(
    'a condition with %i threads in %i px has room for all of them in each line',
    (users, width) => {
      const layout = layoutCondition(users, width);
      const token = tokenSizes[layout.size];
      const all = Array.from({ length: users }, (_, i) => i);
      const lines = [layout.forLock, layout.forNotify];
      const spots = [layout.owner, ...lines.flatMap((line) => all.map((i) => line.place(i)))];
      for (const { x, y } of spots) {
        expect(x + token.width).toBeLessThanOrEqual(width);
        expect(y + token.height).toBeLessThanOrEqual(layout.height);
      }
      const apart = spots.every((one, i) =>
        spots.every(
          (other, j) =>
            i === j ||
            Math.abs(one.x - other.x) >= token.width ||
            Math.abs(one.y - other.y) >= token.height,
        ),
      );
      expect(apart).toBe(true);
    },
  );

  test('a barrier has a frame for each party, whoever has come; an event a place for each who waits', () => {
    const barrier = layoutWait(4, 1, 480);
    expect(barrier.frames).toHaveLength(4);
    const { x, y } = barrier.place(3);
    const frame = barrier.frames[3]!;
    expect([x > frame.x, y > frame.y]).toEqual([true, true]);
    expect(layoutWait(0, 5, 480).frames).toEqual([]);
  });

  test('a lock that is held several times over has room for its frames', () => {
    const [plain, ringed] = [layoutHold(1, 3, 320), layoutHold(1, 3, 320, 2)];
    expect(ringed.seats[0]!.width).toBe(plain.seats[0]!.width + 4 * RING);
    expect(ringed.seatPlace(0).x).toBe(plain.seatPlace(0).x + 2 * RING);
    expect(ringed.linePlace(0).x).toBeGreaterThanOrEqual(ringed.seats[0]!.width);
  });

  test.each(
    widths.flatMap((width) =>
      [
        [1, 1, 1],
        [12, 6, 6],
        [-1, 3, 1],
        [6, 3, 2],
      ].map((q) => [...q, width]),
    ),
  )('a queue of %i with %i and %i threads fits into %i px', (limit, senders, receivers, width) => {
    const layout = layoutQueue(limit, senders, receivers, width);
    const token = tokenSizes[layout.size];
    const first = layout.slotPlace(0);
    const last = layout.slotPlace(layout.slots - 1);
    expect(first.x + layout.slotWidth).toBeLessThanOrEqual(layout.receiverX);
    expect(Math.min(last.x, first.x)).toBeGreaterThanOrEqual(layout.senderPlace(0).x + token.width);
    expect(layout.receiverPlace(receivers - 1).x + token.width).toBeLessThanOrEqual(width);
    expect(last.y + layout.slotHeight).toBeLessThanOrEqual(layout.height);
  });

  test.each([
    [4, 2, 2, 487, 'pill', 4],
    [12, 6, 6, 487, 'pill', 4],
    [12, 8, 6, 487, 'chip', 6],
    [-1, 1, 8, 487, 'chip', 6],
    [2, 1, 1, 380, 'pill', 2],
  ] as const)(
    'a queue of %i with %i and %i threads in %i px has %ss, and %i slots or more to a row',
    (limit, senders, receivers, width, size, perRow) => {
      const layout = layoutQueue(limit, senders, receivers, width);
      expect(layout.size).toBe(size);
      expect(layout.slotPlace(perRow - 1).y).toBe(layout.slotPlace(0).y);
    },
  );

  test.each([1, 5, 12])('a road for %i cars has room for every car', (cars) => {
    const road = layoutRoad(cars, 300, 180);
    expect(road.carX(0) + road.car.width).toBeLessThan(road.line);
    expect(road.carX(-1)).toBe(-road.car.width);
    expect(road.carX(1)).toBe(300);
    expect(road.carY(cars - 1) + road.car.height).toBeLessThanOrEqual(road.height);
  });
});

test.each([
  ['MainThread Thread-1 Thread-2', 'M T1 T2'],
  ['Thread-12_(take) car_3 producer-10', 't12 c3 p10'],
  ['producer_a producer_b', 'pa pb'],
  ['maker mixer mover', 'ma mi mo'],
  ['make maker MainThread MainThread', 'm mr M M'],
  [
    `main ${Array.from({ length: 13 }, (_, i) => `Thread-${i + 1}`).join(' ')}`,
    'm 1 2 3 4 5 6 7 8 9 10 11 12 13',
  ],
])('short names of %s', (names, shorts) => {
  const full = names.split(' ').map((name) => name.replaceAll('_', ' '));
  expect(shortNames(full).join(' ')).toBe(shorts);
});

describe('a table', () => {
  const tables = [2, 3, 5, 6, 7, 10];
  const rooms = widths.flatMap((width) =>
    tables.flatMap((seats) =>
      [leastHeight(seats, width), 160, 212].map((height) => [seats, width, height] as const),
    ),
  );
  test.each(rooms.filter(([seats, width, height]) => height >= leastHeight(seats, width)))(
    '%i seats at a table in %i by %i px stay inside and apart',
    (seats, width, height) => {
      const table = layoutTable(seats, width, height);
      const { width: w, height: h } = tokenSizes[table.size];
      const places = Array.from({ length: seats }, (_, i) => table.seat(i));
      for (const { x, y } of places) {
        expect(x).toBeGreaterThanOrEqual(w / 2);
        expect(x).toBeLessThanOrEqual(width - w / 2);
        expect(y).toBeLessThanOrEqual(table.height - h / 2);
        const apart = places.filter((at) => Math.abs(at.x - x) >= w || Math.abs(at.y - y) >= h);
        expect(apart).toHaveLength(seats - 1);
      }
    },
  );

  test('a fork lies between two seats, and nearer to who holds it', () => {
    const { seat, fork, centre } = layoutTable(5, 560, 212);
    type At = ReturnType<typeof seat>;
    const far = (a: At, b: At) => Math.hypot(a.x - b.x, a.y - b.y);
    /** On which side of the line from the centre to `to` it is. */
    const side = (at: At, to: At) =>
      Math.sign((to.x - centre.x) * (at.y - centre.y) - (to.y - centre.y) * (at.x - centre.x));
    for (const i of [0, 1, 2, 3, 4]) {
      const neighbours = [side(seat(i), fork(i)), side(seat((i + 4) % 5), fork(i))];
      expect(neighbours).toEqual([-1, 1]);
      expect(far(fork(i, i), seat(i))).toBeLessThan(far(fork(i), seat(i)));
    }
  });
});

test('threads that come in turns: the first of all groups, and each group has its place', () => {
  const groups = [
    { process: 0, threads: [0, 1, 2] },
    { process: 1, threads: [] },
    { process: 2, threads: [3, 4] },
  ];
  const cut = (most: number) => cutGroups(groups, most).map(({ threads }) => threads);
  expect(cut(0)).toEqual([[], [], []]);
  expect(cut(2)).toEqual([[0, 1], [], []]);
  expect(cut(4)).toEqual([[0, 1, 2], [], [3]]);
  expect(cut(9)).toEqual([[0, 1, 2], [], [3, 4]]);
});
