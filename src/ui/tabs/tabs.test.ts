/** A program that takes tabs, its server side and tabs, in the model: time is worked out, and chance picks every step. */
import { describe, expect, test } from 'vitest';
import { Model } from '../../engines/model/engine.ts';
import { replay } from '../../engines/model/replay.ts';
import { scheduleOf } from '../../engines/model/schedule.ts';
import { random } from '../../engines/model/strategies/random.ts';
import { scenario } from '../../scenarios/task-server/scenario.ts';
import { loadProgram } from '../../scenarios/programs.ts';
import type { Message } from './messages.ts';
import { TabServer } from './tab-server.ts';
import { TabWorker } from './tab-worker.ts';

const SERVER = '00000000';
const module = await loadProgram('task-server');
const params = { tasks: 12, workers: 2, work: 2 };

/** A run, and the tabs that work for it. All messages arrive at once; a tab is deaf after `crash`. */
class Scene {
  readonly model = new Model({ module, params, seed: 1, strategy: random(), timed: true });
  readonly tabs = new Map<string, TabWorker>();
  readonly server = new TabServer(SERVER, (message) => this.#tell(message));
  now = 0;

  constructor() {
    const { model } = this;
    const type = (terminal: number, line: string | null) => model.type({ terminal, line });
    this.server.serve({ trace: model.trace, work: params.work, read: scenario.tabs!, type });
  }

  open(id: string): TabWorker {
    const tab = new TabWorker(SERVER, id, (message) => this.server.receive(message));
    this.tabs.set(id, tab);
    tab.join();
    return tab;
  }

  #tell(message: Message): void {
    for (const tab of this.tabs.values()) tab.receive(message, this.now);
  }

  /** Lets program and tabs go on together until a time in seconds, or to the end. */
  goOn(seconds = Infinity): void {
    for (let pinged = this.now; this.now < seconds * 1000;) {
      const found = this.model.prepare();
      if (found === 'go' && this.model.time <= this.now) this.model.step();
      else if (found === 'finished') return;
      else this.now += 50;
      if (this.now > 600_000) throw new Error('it goes on for ever');
      for (const tab of this.tabs.values()) tab.step(this.now);
      this.model.flush();
      this.server.follow();
      if (this.now < pinged + 1000) continue;
      pinged = this.now;
      this.server.ping();
    }
  }

  get printed(): string[] {
    const { trace } = this.model;
    return Array.from({ length: trace.length }, (_, seq) => seq)
      .filter((seq) => trace.opInfo(seq)?.name === 'print')
      .map((seq) => trace.text(seq));
  }

  by(who: string): number {
    return this.printed.filter((line) => line.endsWith(`says ${who}`)).length;
  }
}

const TOTAL = '1438 primes below 12000';

describe('tabs that work for a program', () => {
  test('nobody is there: it works alone', () => {
    const scene = new Scene();
    scene.goOn();
    expect(scene.printed.at(-1)).toBe(TOTAL);
    expect(scene.by('own 1') + scene.by('own 2')).toBe(12);
  });

  test('they join, and its own workers rest', () => {
    const scene = new Scene();
    const tab = scene.open('aaaaaaaa');
    scene.open('bbbbbbbb');
    scene.goOn();
    expect(scene.printed.at(-1)).toBe(TOTAL);
    expect(scene.by('tab 1') + scene.by('tab 2')).toBeGreaterThanOrEqual(10);
    expect(tab.state(scene.now)).toMatchObject({ number: 1, finishedCount: scene.by('tab 1') });
  });

  test('one leaves in the middle of a task: somebody else does it', () => {
    const scene = new Scene();
    const tab = scene.open('aaaaaaaa');
    scene.goOn(3);
    expect(tab.state(scene.now).status).toBe('working');
    tab.leave();
    expect(tab.state(scene.now).status).toBe('left');
    scene.goOn();
    expect(scene.printed.filter((line) => line.startsWith('tab 1 has left'))).toHaveLength(1);
    expect(scene.printed.at(-1)).toBe(TOTAL);
    expect(scene.by('own 1') + scene.by('own 2')).toBeGreaterThan(6);
  });

  test('one goes silent: after a few pings it is gone', () => {
    const scene = new Scene();
    scene.open('aaaaaaaa');
    scene.goOn(3);
    scene.tabs.clear();
    expect(scene.server.count).toBe(1);
    scene.goOn();
    expect(scene.server.count).toBe(0);
    expect(scene.printed.at(-1)).toBe(TOTAL);
  });

  test('who has left may come again, by another name', () => {
    const scene = new Scene();
    const tab = scene.open('aaaaaaaa');
    scene.goOn(3);
    tab.leave();
    scene.goOn(4);
    tab.join();
    scene.goOn();
    expect(scene.by('tab 2')).toBeGreaterThan(1);
    expect(scene.printed.at(-1)).toBe(TOTAL);
  });

  test('the schedule has it all: without any tab, it is the same run', () => {
    const scene = new Scene();
    const tab = scene.open('aaaaaaaa');
    scene.goOn(5);
    tab.leave();
    scene.goOn();
    const { model } = scene;
    const again = new Model({ module, params, seed: 1, strategy: random(), timed: true });
    expect(replay(again, scheduleOf(model))).toBeUndefined();
    const eventsOf = ({ trace }: Model) =>
      Array.from({ length: trace.length }, (_, seq) => trace.event(seq));
    expect(eventsOf(again)).toEqual(eventsOf(model));
  });

  test('a tab of another server, an old answer, a stranger: nothing happens', () => {
    const scene = new Scene();
    scene.goOn(1);
    const before = scene.model.trace.length;
    scene.server.receive({ kind: 'here', server: '99999999', tab: 'aaaaaaaa' });
    scene.server.receive({ kind: 'answer', server: SERVER, tab: 'aaaaaaaa', job: 1, count: 5 });
    scene.server.receive({ kind: 'bye', server: SERVER, tab: 'aaaaaaaa' });
    expect(scene.server.count).toBe(0);
    expect(scene.model.trace.length).toBe(before);
  });
});
