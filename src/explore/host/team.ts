/**
 * Helper Workers for random runs, each with a part of them, while the first explores systematically or takes a part
 * itself. A run is determined by its number, so it does not matter which Worker makes it.
 */
import type { Ending } from '../exploration.ts';
import { WHOLE, type Part } from '../random-search.ts';
import type { ExploreStatus, SearchName } from '../report.ts';
import type { ExploreQuestion, FromHelper, News, ToExplorer } from './protocol.ts';

/** Another explorer's Worker. */
export interface Helper {
  post(message: ToExplorer): void;
}

/** `lost`: it could not be started, or has ended. */
export type StartHelper = (hear: (message: FromHelper) => void, lost: () => void) => Helper;

/** Division of the random runs. */
export interface Division {
  /** Undefined: none. */
  readonly own: Part | undefined;
  readonly others: readonly Part[];
}

/** pct cannot be divided: its change points depend on earlier runs. */
export function divide(search: SearchName, helpers: number): Division {
  const parts = (count: number): Part[] =>
    Array.from({ length: count }, (_, part) => ({ part, parts: count }));
  if (helpers > 0 && search === 'auto') return { own: undefined, others: parts(helpers) };
  if (search !== 'random' && search !== 'pos') return { own: WHOLE, others: [] };
  const [own, ...others] = parts(helpers + 1);
  return { own, others };
}

interface Member {
  readonly helper: Helper;
  isLost: boolean;
  status: ExploreStatus;
  executions: number;
  cut: number;
  readonly endings: Map<string, Ending>;
}

export class Team {
  readonly #start: StartHelper;
  /** By place, for the life of this Worker; undefined for a lost one. */
  readonly #helpers: (Helper | undefined)[] = [];
  /** Helpers with a part of the present exploration, by place. */
  #members: Member[] = [];
  #turn = 0;
  /** Called with news, and with failures. */
  #heard: (failure?: string) => void = () => undefined;

  constructor(start: StartHelper) {
    this.#start = start;
  }

  /** Starts each with its part; earlier results are discarded. */
  begin(
    question: ExploreQuestion,
    parts: readonly Part[],
    heard: (failure?: string) => void,
  ): void {
    this.stop();
    this.#turn += 1;
    this.#heard = heard;
    const search = question.settings.search === 'auto' ? 'pos' : question.settings.search;
    const { program, seed } = question;
    const settings = { ...question.settings, search };
    this.#members = parts.map((part, place) => {
      const helper = (this.#helpers[place] ??= this.#start(
        (message) => this.#hear(place, message),
        () => this.#lose(place),
      ));
      helper.post({ type: 'explore', turn: this.#turn, program, seed, settings, part });
      const begun = { isLost: false, status: 'exploring', executions: 0, cut: 0 } as const;
      return { ...begun, endings: new Map(), helper };
    });
  }

  goOn(): void {
    for (const member of this.#members) {
      if (member.isLost) continue;
      member.status = 'exploring';
      member.helper.post({ type: 'goOn', turn: this.#turn });
    }
  }

  stop(): void {
    for (const { status, helper } of this.#members) {
      if (status === 'exploring') helper.post({ type: 'stop' });
    }
  }

  /** exploring: some are at work. stopped: none is, and some have not finished their part. */
  get status(): ExploreStatus {
    const all = this.#members.map(({ status }) => status);
    if (all.includes('exploring')) return 'exploring';
    return all.includes('stopped') ? 'stopped' : 'over';
  }

  get executions(): number {
    return this.#members.reduce((sum, member) => sum + member.executions, 0);
  }

  get cut(): number {
    return this.#members.reduce((sum, member) => sum + member.cut, 0);
  }

  /** An ending found by several occurs several times. */
  get endings(): Ending[] {
    return this.#members.flatMap(({ endings }) => [...endings.values()]);
  }

  /** Its results are kept. */
  #lose(place: number): void {
    this.#helpers[place] = undefined;
    const member = this.#members[place];
    if (member === undefined) return;
    member.isLost = true;
    member.status = 'stopped';
    this.#heard();
  }

  #hear(place: number, message: FromHelper): void {
    if (!('turn' in message) || message.turn !== this.#turn) return;
    const member = this.#members[place];
    if (member === undefined || member.isLost) return;
    if (message.type === 'failed') {
      member.status = 'stopped';
      this.#heard(message.report);
    } else if (message.type === 'news') {
      this.#note(member, message.news);
      member.status = message.status;
      this.#heard();
    }
  }

  #note(member: Member, { isNew, endings, counts, executions, cut }: News): void {
    if (isNew) member.endings.clear();
    for (const ending of endings) member.endings.set(ending.key, ending);
    for (const [key, count] of counts) {
      const ending = member.endings.get(key);
      if (ending !== undefined) member.endings.set(key, { ...ending, count });
    }
    member.executions = executions;
    member.cut = cut;
  }
}
