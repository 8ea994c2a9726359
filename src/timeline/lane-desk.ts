/** The reader's arrangement of the lanes during a run, the rows derived from it, and a lane being dragged. */
import type { CssPx, ProcessIndex } from '../base/units.ts';
import type { Lane } from '../views/lane.ts';
import type { World } from '../views/state.ts';
import {
  keyOf,
  moved,
  plainArrangement,
  siblingsOf,
  withCollapsed,
  withHidden,
  withPinned,
  type Arrangement,
  type LaneKey,
  type Lineup,
} from './arrangement.ts';
import type { TimelineData } from './frame.ts';
import { rowUnder, type Thing } from './hit-test.ts';
import type { Layout } from './layout.ts';
import { yOf } from './placement.ts';
import { RowKeeper } from './row-keeper.ts';
import type { Row, Rows } from './rows.ts';

export class LaneDesk {
  /** The selected lane: the target of key commands. */
  chosen: Lane | undefined;
  #arrangement: Arrangement = plainArrangement;
  /** As last laid out. */
  lineup: Lineup = { pinned: [], groups: [] };
  readonly #keeper = new RowKeeper();
  /** Lays out again what was laid out last. */
  #layOut: (() => void) | undefined;
  readonly #onArrange: (arrangement: Arrangement) => void;

  constructor(onArrange: (arrangement: Arrangement) => void) {
    this.#onArrange = onArrange;
  }

  get arrangement(): Arrangement {
    return this.#arrangement;
  }

  /** Applies an arrangement. */
  arrange(arrangement: Arrangement): void {
    if (arrangement === this.#arrangement) return;
    this.#arrangement = arrangement;
    // Whoever is told reads the line-up, before the next frame.
    this.#layOut?.();
    this.#onArrange(arrangement);
  }

  rows(
    data: Pick<TimelineData, 'trace' | 'lanes'>,
    world: Pick<World, 'names'>,
    laneHeight: CssPx,
  ): Rows {
    this.#layOut = () => void this.rows(data, world, laneHeight);
    const { trace, lanes } = data;
    const { names } = world;
    const kept = this.#keeper.keep(trace, lanes, names, this.arrangement, laneHeight);
    this.lineup = kept.lineup;
    return kept.rows;
  }

  /** Another run: settings of single lanes are dropped; general ones are kept. */
  clear(): void {
    const { sort, inner, without } = this.arrangement;
    this.arrange({ ...plainArrangement, sort, inner, without });
  }

  /** Folds a process to one row, or unfolds it; default: the process of the selected lane. */
  fold(process = this.#chosenProcess): void {
    if (process !== undefined) this.arrange(withCollapsed(this.arrangement, process));
  }

  /** Moves a lane or process among its siblings; default: the selected lane. */
  move(by: number, key = this.#chosenKey): void {
    if (key !== undefined) this.arrange(moved(this.arrangement, this.lineup, key, by));
  }

  /** Pins a lane to the top, or unpins it. */
  pin(key = this.#chosenKey): void {
    if (key !== undefined) this.arrange(withPinned(this.arrangement, key));
  }

  hide(key = this.#chosenKey): void {
    if (key !== undefined) this.arrange(withHidden(this.arrangement, key));
  }

  get #chosenKey(): LaneKey | undefined {
    return this.chosen === undefined ? undefined : keyOf(this.chosen);
  }

  get #chosenProcess(): ProcessIndex | undefined {
    const { chosen } = this;
    return this.lineup.groups.find(({ threads, objects }) =>
      chosen?.kind === 'thread'
        ? threads.includes(chosen)
        : chosen !== undefined && objects.includes(chosen),
    )?.process;
  }

  /** Target of a lane dragged from one height to another; undefined if nothing can be moved. */
  dragged(layout: Layout, from: CssPx, to: CssPx): Drag | undefined {
    const key = keyOfRow(rowUnder(layout, from));
    const row = rowUnder(layout, to);
    const target = keyOfRow(row);
    if (key === undefined || row === undefined) return undefined;
    const siblings = siblingsOf(this.lineup, key);
    const [here, there] = [siblings.indexOf(key), siblings.indexOf(target ?? key)];
    if (there < 0) return undefined;
    const by = there - here;
    return { key, by, y: yOf(layout, row) + (by > 0 ? row.height : 0) };
  }
}

export interface Drag {
  readonly key: LaneKey;
  /** Number of places further down among its siblings. */
  readonly by: number;
  /** Height of the edge at the target. */
  readonly y: CssPx;
}

function keyOfRow(row: Row | undefined): LaneKey | undefined {
  if (row === undefined) return undefined;
  if (row.kind === 'group') return row.group.process < 0 ? undefined : `p${row.group.process}`;
  if (row.kind === 'thread' && row.process !== undefined) return `p${row.process}`;
  return row.kind === 'thread' || row.kind === 'object' ? keyOf(row.lane) : undefined;
}

export const keyOfThing = (thing: Thing | undefined): LaneKey | undefined => {
  if (thing?.kind === 'thread') return `t${thing.thread}`;
  if (thing?.kind === 'object') return `o${thing.object}`;
  return thing?.kind === 'group' && thing.process >= 0 ? `p${thing.process}` : undefined;
};
