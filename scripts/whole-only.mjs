// @ts-check
/** End-to-end tests that `npm test` leaves to `npm test -- --whole`; the rest covers each part of the page once. */

/** By file: all tests in `e2e/FILE.spec.ts`. */
export const files = [
  'clock',
  'compare',
  'embed',
  'failures',
  'firefox',
  'gallery',
  'hidden',
  'hostile-inputs',
  'hostile-links',
  'lab-paste',
  'network',
  'processes',
  'scenarios',
  'source',
  'stage',
  'step-link',
];

/** By setting: `RegExp`s that match file and title. */
export const settings = [
  'in the dark theme',
  'over message transport',
  '\\(message\\)',
  '1024 px wide',
  '1366 by 768',
  'a link with (?!one that was cut)',
  'accessibility\\.spec\\.ts .*a phone',
];

/** By title: a prefix. */
export const titles = [
  'a deadlock: the circle in the graph',
  'a hundred and one threads run',
  'a lesson is made of a run',
  'a lesson on a program in Python',
  'a line of one step that was taken so',
  'a line that is typed while',
  'a link in an open page',
  'a link restores scenario',
  'a link that names no mode',
  'a live run can be stepped through',
  'a name that is shortened',
  'a program that failed, seen in the past',
  'a program without an end',
  'a question is asked and answered',
  'a reader without a mouse',
  'a scenario that is at home in step mode',
  'a statement is a read and a write',
  'a trace with a mistake',
  'all figures of a scenario with many',
  'an update is lost by hand, saved',
  'another scenario is a click or two away',
  'dialogs and menus',
  'endings are listed while they are found',
  'every word of the page is Chinese',
  'full stop and comma walk',
  'hints win the challenge',
  'in forced colours',
  'in step mode a line is a step',
  'it follows the program until',
  'it goes on to the next step of the pinned',
  'keys and Ctrl with the wheel',
  'keys typed into a field',
  'lines of other tabs',
  'live: programs as tutorials have them',
  'messages take over where',
  'nothing sticks out',
  'on a low screen figures',
  'one finger that slides',
  'our own header isolates us',
  'over messages, the kernel has one more',
  'restarting over ',
  'source and console are a tap away',
  'step mode: who can move and who cannot',
  'steps of equal width',
  'the bar has room for all its buttons',
  'the critical path of one run',
  'the name of a blocked lane',
  'the page is in ',
  'the reader may ask for messages',
  'the running page, with something pinned',
  'the service worker isolates after',
  'the table of processes',
  'the timeline has 45 %',
  'what happened in a run is saved',
  'what is not there cannot be typed',
  'what is open stays when the window',
  'what is typed and not yet entered',
];

/** @param {string} text */
const literally = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** For `playwright test --grep-invert`. */
export const wholeOnly = [
  `(?:${files.join('|')})\\.spec`,
  ...settings,
  ...titles.map(literally),
].join('|');
