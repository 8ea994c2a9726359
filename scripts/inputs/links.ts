/** Hostile links: valid ones with parts added, removed, doubled and changed, and some handmade ones. */
import { encodeSchedule } from '../../src/engines/model/encoding/schedule-text.ts';
import { encodeCode } from '../../src/share/code/code-text.ts';
import { diceFor, markups, strangeNumbers, strangeTexts, type Dice } from './dice.ts';

const run = '1.4_wB-____w_6AQAGAQRnb25lF9ur9hXm';
const code = encodeCode([
  {
    path: 'main.py',
    text: 'import threading\nlock = threading.Lock()\nwith lock:\n    print(1)\n',
  },
]);

/** Steps of one thread, which take a few characters whatever their number. */
const longRun = (steps: number): string =>
  encodeSchedule({
    seed: 1,
    timed: true,
    cost: 0.05,
    start: 0,
    killsAtOnce: false,
    choices: new Uint16Array(steps),
    reports: [],
    typed: [],
  }) ?? '';

const sound: readonly string[] = [
  'v=1&s=traffic-light&p.cars=7&p.red=0.5&seed=9&speed=2&transport=message&theme=dark&lang=en&view=0-5000&at=1234',
  `v=1&s=five-seats&p.guests=3&p.meal=0.2&mode=step&by=random&clock=timed&step=5&run=${run}&of=1abc`,
  `v=1&s=opposite-locks&mode=step&explore=bound&bound=2&runs=50&chance=3&budget=1&timed=on&ending=1x-2y&run=3.uXIABwAACAEEZ29uZQIBA0FkYQQNE2tYt4o`,
  'v=1&s=two-threads&title=Look%20here&note.1=12.5~why%3F&note.2=10-20~%E5%AD%97&note.3=thread-2~x&speed=20',
  'v=1&s=producer-consumer&p.producers=3&mode=step&axis=step&by=gil&view=0-40&learn=lesson.locks.3',
  'v=1&s=task-server&lang=zh-CN&theme=light&learn=challenge.lose-one&compare=cure',
  `v=1&code=${code}&grain=line&seed=2&by=random&clock=untimed&lesson=1.AbCd-_x`,
  `v=1&s=two-threads&mode=step&run=${run}~gil.500~${run}~nasty.70~620`,
];

const fields = sound
  .flatMap((link) => link.split('&').map((field) => field.split('=')[0]!))
  .filter((name, n, all) => all.indexOf(name) === n);

const pieces: readonly string[] = [
  '&',
  '=',
  '%',
  '%00',
  '%E0%A4',
  '%u0041',
  '#',
  '?',
  '~',
  '.',
  '-',
  '--',
  '+',
  ';',
  '=&=',
  'p.',
  'p.__proto__=1',
  '__proto__=1&',
  '&v=2',
  '&v=999',
  '&s=',
  '&view=',
  '&note.21=1~x',
];

const any = (dice: Dice): string => {
  switch (dice.below(4)) {
    case 0:
      return encodeURIComponent(dice.pick(markups));
    case 1:
      return encodeURIComponent(wellFormed(dice.pick(strangeTexts)));
    case 2:
      return String(dice.pick(strangeNumbers));
    default:
      return dice.pick(pieces);
  }
};

/** `encodeURIComponent` rejects lone surrogates. */
const wellFormed = (text: string): string => text.replace(/\p{Cs}/gu, '%ED%A0%80');

function change(text: string, dice: Dice): string {
  const at = dice.below(text.length + 1);
  const to = Math.min(text.length, at + dice.below(16));
  switch (dice.below(7)) {
    case 0:
      return text.slice(0, at) + any(dice) + text.slice(at);
    case 1:
      return text.slice(0, at) + text.slice(to);
    case 2:
      return text.slice(0, at) + any(dice) + text.slice(to);
    case 3:
      return text.slice(0, at) + text.slice(at, to).repeat(dice.below(4)) + text.slice(to);
    case 4:
      return `${text}&${dice.pick(fields)}=${any(dice)}`;
    case 5: {
      const parts = text.split('&');
      const n = dice.below(parts.length);
      parts[n] = `${parts[n]!.split('=')[0]!}=${any(dice)}`;
      return parts.join('&');
    }
    default:
      return text.slice(0, at) + String.fromCharCode(33 + dice.below(0x2000)) + text.slice(at + 1);
  }
}

/** Long, deep or many: inputs that are slow to read. */
const large: readonly ((dice: Dice) => string)[] = [
  () => '%&'.repeat(60_000),
  () => `p.cars=3&${'x='.repeat(50_000)}`,
  () => Array.from({ length: 20_000 }, (_, n) => `field${n}=1`).join('&'),
  () => `s=two-threads&title=${'%F0%9F%A7%B5'.repeat(20_000)}`,
  () => Array.from({ length: 3000 }, (_, n) => `note.${n}=${n}~${markups[1]}`).join('&'),
  (dice) => `s=hundred-threads&mode=step&run=${longRun(dice.pick([60_000, 300_000, 1_000_000]))}`,
  (dice) => `s=hundred-threads&mode=step&run=${run}~random.${dice.pick([9_999_999, 200_000])}`,
  () => `s=two-threads&mode=step&run=${'A_-z'.repeat(30_000)}`,
  () => `s=two-threads&mode=step&run=${`${run}~gil.3~`.repeat(4000)}`,
  () => `code=1.${'A_-z'.repeat(30_000)}`,
  () => `s=two-threads&lesson=1.${'A_-z'.repeat(30_000)}`,
];

/** The n-th hostile fragment of a seed, without its `#`. */
export function hostileLink(seed: number, n: number): string {
  const dice = diceFor('link', seed, n);
  if (dice.oneIn(25)) return dice.pick(large)(dice);
  let text = dice.pick(sound);
  for (let times = 1 + dice.below(5); times > 0; times--) text = change(text, dice);
  return text;
}
