/** Random programs in the whole notation, small enough for full enumeration. */
import { draw } from '../engines/model/chance.ts';
import { sharedVerbs, verbs, type Act, type Part, type Verb } from './programs.ts';

/** Matching verbs, release for acquire: otherwise a random program makes little sense. */
const CLOSES: Partial<Record<Verb, Verb>> = {
  lock: 'unlock',
  try: 'unlock',
  late: 'unlock',
  rlock: 'runlock',
  P: 'V',
  take: 'give',
  mlock: 'munlock',
};

/** Parts of a program, by seed: two or three, of one to four acts each, on few objects. */
export function randomParts(seed: number): Part[] {
  let draws = 0;
  const below = (limit: number): number => draw(seed, draws++, limit, 5);
  // Few verbs per program, so that they interact.
  const hasProcess = below(6) === 0;
  const all = hasProcess ? sharedVerbs : verbs.filter((verb) => verb !== 'kill');
  const some = Array.from({ length: 2 + below(3) }, () => all[below(all.length)]!);
  const randomAct = (n: number): Act => {
    const verb = some[below(some.length)]!;
    if (verb === 'join') return [verb, String(below(Math.max(1, n)))];
    const name = below(4) === 0 ? 'b' : 'a';
    return verb === 'r' && below(2) === 0 ? [verb, name, below(2)] : [verb, name];
  };
  const processes: number[] = [];
  return Array.from({ length: 2 + below(2) }, (_, n) => {
    const acts: Act[] = [];
    for (let left = 1 + below(3); left > 0; left--) {
      const act = randomAct(n);
      acts.push(act);
      const closes = CLOSES[act[0]];
      if (closes === undefined || below(8) === 0) continue;
      if (below(2) === 0) acts.push(randomAct(n));
      acts.push([closes, act[1]]);
    }
    const isProcess = hasProcess && below(2) === 0;
    if (isProcess) processes.push(n);
    else if (processes.length > 0 && below(2) === 0) {
      acts.splice(below(acts.length + 1), 0, ['kill', String(processes[below(processes.length)]!)]);
    }
    return { isProcess, acts };
  });
}
