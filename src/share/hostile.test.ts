/** Ten thousand randomly damaged links, the same ones each time: none throws, and every result is valid. */
import { expect, it } from 'vitest';
import { sweep } from '../base/sweep.ts';
import { decodeLink } from './decode.ts';
import { encodeLink } from './encode.ts';
import { MAX_TIME, schedulers, searches, type Link, type LinkContext } from './link.ts';

const context: LinkContext = {
  scenarios: new Map([
    [
      'traffic-light',
      {
        cars: { type: 'int', min: 1, max: 12, default: 5 },
        pace: { type: 'seconds', min: 0.1, max: 5, default: 1 },
        polling: { type: 'bool', default: false },
        order: { type: 'choice', options: ['fifo', 'lifo'], default: 'fifo' },
      },
    ],
  ]),
  defaultScenario: 'traffic-light',
  languages: ['en', 'zh-CN'],
  openings: new Map(),
};

const whole =
  'v=1&s=traffic-light&p.cars=7&p.pace=0.5&p.polling=on&p.order=lifo&seed=9&speed=2&transport=message&theme=dark&lang=en&view=0-5000&at=1234&mode=step&by=hand&clock=untimed&step=5&explore=bound&bound=2&runs=50&chance=3&budget=20&timed=on&ending=1x-2y&title=Look%20here&note.1=12.5~why%3F&note.2=10-20~字&note.3=thread-2~x&lesson=1.AbCd-_x&of=1abc&run=1.Ft4ABwAACQAEuJwerQA';
const pieces = [
  '&',
  '=',
  '%',
  '%00',
  '%E0%A4',
  '%u0041',
  '#',
  '?',
  '__proto__',
  'constructor',
  'p.__proto__=1',
  'p.',
  '=&=',
  '-',
  '--',
  'NaN',
  'Infinity',
  '1e309',
  '-0',
  '9'.repeat(400),
  '\u0000',
  '\u202e',
  '\ud800',
  '字',
  '<script>',
  '${x}',
  '{{value}}',
  'v=2&',
  '&v=1',
  '&s=',
  '&view=',
  '.',
  ' ',
  '+',
  'toString',
  'hasOwnProperty=1&',
];

/** mulberry32 */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

function mutate(text: string, random: (below: number) => number): string {
  const at = random(text.length + 1);
  const to = Math.min(text.length, at + random(12));
  const piece = pieces[random(pieces.length)] ?? '';
  switch (random(5)) {
    case 0:
      return text.slice(0, at) + piece + text.slice(at);
    case 1:
      return text.slice(0, at) + text.slice(to);
    case 2:
      return text.slice(0, at) + piece + text.slice(to);
    case 3:
      return text.slice(0, at) + text.slice(at, to).repeat(random(4)) + text.slice(to);
    default:
      return text.slice(0, at) + String.fromCharCode(random(0x10000)) + text.slice(at + 1);
  }
}

function isValid(link: Link): boolean {
  if (link.program.kind !== 'scenario') return false;
  const { id, params } = link.program;
  const { cars, pace, polling, order } = params;
  const { explore, ending } = link;
  const { view, cursor, mode, scheduler, clock, run, version, step } = link;
  return (
    id === 'traffic-light' &&
    Object.keys(params).length === 4 &&
    Number.isInteger(cars) &&
    Number(cars) >= 1 &&
    Number(cars) <= 12 &&
    typeof pace === 'number' &&
    pace >= 0.1 &&
    pace <= 5 &&
    typeof polling === 'boolean' &&
    (order === 'fifo' || order === 'lifo') &&
    Number.isInteger(link.seed) &&
    link.seed >= 0 &&
    link.speed >= 0.1 &&
    link.speed <= 20 &&
    ['auto', 'shared', 'message'].includes(link.transport) &&
    [undefined, 'system', 'light', 'dark'].includes(link.theme) &&
    [undefined, 'en', 'zh-CN'].includes(link.language) &&
    ['live', 'step'].includes(mode) &&
    schedulers.includes(scheduler) &&
    ['timed', 'untimed'].includes(clock) &&
    [run, version].every((text) => text === undefined || /^[\w.~-]+$/.test(text)) &&
    (explore === undefined
      ? ending === undefined
      : searches.includes(explore.search) &&
        Number.isInteger(explore.preemptions) &&
        explore.preemptions >= 0 &&
        explore.preemptions <= 9 &&
        Number.isInteger(explore.runs) &&
        explore.runs >= 1 &&
        explore.runs <= 100_000 &&
        Number.isInteger(explore.seed) &&
        explore.seed >= 0 &&
        typeof explore.timed === 'boolean' &&
        Number.isInteger(explore.budget) &&
        explore.budget >= 1 &&
        explore.budget <= 600) &&
    [ending, link.lesson].every((text) => text === undefined || /^[\w.~-]+$/.test(text)) &&
    [link.title ?? 'x', ...link.notes.map(({ text }) => text)].every(
      (text) => text !== '' && text === text.trim() && text.length <= 280 && !/\p{Cc}/u.test(text),
    ) &&
    link.notes.every(
      ({ place }) => place.kind !== 'range' || (place.start < place.end && place.end <= MAX_TIME),
    ) &&
    (step === undefined || (Number.isInteger(step) && step >= 0)) &&
    (view === undefined || (view.start >= 0 && view.start < view.end && view.end <= MAX_TIME)) &&
    (cursor === undefined || (cursor >= 0 && cursor <= MAX_TIME))
  );
}

it('ten thousand broken links', { timeout: 600_000 }, () => {
  const random = generator(20_261_121);
  for (let i = 0; i < sweep(3000, 10_000, 200_000); i += 1) {
    let text = whole;
    for (let n = 1 + random(6); n > 0; n -= 1) text = mutate(text, random);
    const { link, problems } = decodeLink(text, context);
    if (!isValid(link) || problems.length > 8) expect.fail(`link ${i}: ${JSON.stringify(text)}`);
    // The result is a link that round-trips without problems.
    const again = decodeLink(encodeLink(link, context), context);
    expect(again.problems, text).toEqual([]);
  }
  expect(Object.prototype).not.toHaveProperty('1');
});
