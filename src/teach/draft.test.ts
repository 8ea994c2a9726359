/** The run's answer to a question being written; and a stop is found again at each event of a run. */
import { describe, expect, test } from 'vitest';
import { traceOfScenario } from '../outcomes/trace-of.ts';
import { scenarios } from '../scenarios/registry.ts';
import { checksFor, draftOf, emptyDraft, nextLine, stopOf, toldBy, type Draft } from './draft.ts';
import { parseOwnLesson, plainLesson } from './own-lesson.ts';
import { answerOf, momentOf } from './question.ts';
import { Spotter } from './spot.ts';

const soup = await traceOfScenario('missed-notify', { strategy: 'round-robin' });
const spotter = new Spotter(soup);
const call = spotter.find({ op: 'notify-all', phase: 'done' });

const draft = (kind: Draft['kind'], parts: Partial<Draft> = {}): Draft => ({
  ...emptyDraft(spotter.spotOf(call), undefined, kind),
  ask: 'What happens?',
  ...parts,
});
const options = (...texts: string[]) => texts.map((text) => ({ text, ends: '' as const }));

test.each(scenarios.map(({ id }) => [id]))(
  'each event of %s is found again by what it says',
  async (id) => {
    const trace = await traceOfScenario(id, { events: 150 });
    const all = new Spotter(trace);
    for (let seq = 0; seq < trace.length; seq++) expect(all.find(all.spotOf(seq))).toBe(seq);
  },
);

describe('the run answers', () => {
  test('how it ends', () => {
    const ends = [
      { text: 'All eat', ends: 'finished' },
      { text: 'Some wait for ever', ends: 'deadlock' },
    ] as const;
    expect(toldBy(draft('choice', { check: { kind: 'ends' }, options: ends }), soup)).toBe('2');
  });

  test('what is printed next', () => {
    const line = nextLine(soup, call)!;
    expect(line).toMatch(/^guest \d (?:eats|sits down)$/);
    const check = { kind: 'printed' } as const;
    const some = draft('choice', { check, options: options('nothing', '', line) });
    // An empty field is no option.
    expect(toldBy(some, soup)).toBe('2');
    expect(
      toldBy(draft('choice', { check, options: options('guest', 'nothing') }), soup),
    ).toBeUndefined();
  });

  test('who goes next, and who does something next', () => {
    expect(toldBy(draft('thread'), soup)).toBe(spotter.threadAt(call + 1));
    const check = checksFor('thread', soup, call).find(
      (one) => one.kind === 'does' && one.op === 'wait',
    );
    expect(check).toBeDefined();
    expect(toldBy(draft('thread', { check: check! }), soup)).toMatch(/^guest/);
  });

  test('what something is in the end', async () => {
    const counter = await traceOfScenario('shared-value', { strategy: 'round-robin' });
    const at = new Spotter(counter).spotOf(5);
    const check = checksFor('number', counter, 5).find(({ kind }) => kind === 'final')!;
    const told = toldBy({ ...draft('number', { check }), at }, counter);
    expect(told).toMatch(/^\d+$/);
  });

  test.each([
    ['hundred-threads', ['number']],
    ['over-released-semaphore', ['places']],
    ['opposite-locks', []],
    ['traffic-light', []],
  ])('numbers of %s that a reader may be asked for: %j', async (id, names) => {
    const trace = await traceOfScenario(id, { strategy: 'round-robin' });
    const asked = checksFor('number', trace, 5).filter((check) => check.kind === 'final');
    expect(asked.map(({ name }) => name)).toEqual(names);
  });

  test('nothing, where nothing is asked of it', () => {
    for (const kind of ['choice', 'number', 'thread'] as const)
      expect(
        toldBy(draft(kind, { check: { kind: 'said' }, options: options('a', 'b') }), soup),
      ).toBeUndefined();
  });
});

test('what is missing is said', () => {
  expect(stopOf(draft('none'), soup)).toBe('words');
  expect(stopOf(draft('choice', { ask: ' ' }), soup)).toBe('ask');
  expect(stopOf(draft('choice', { options: options('a', ' ') }), soup)).toBe('options');
  expect(stopOf(draft('choice', { options: options('a', 'b') }), soup)).toBe('answer');
  expect(stopOf(draft('number', { said: 'two' }), soup)).toBe('answer');
  expect(stopOf(draft('number', { said: ' 2 ' }), soup)).toMatchObject({
    question: { answer: '2' },
  });
});

test.each<[string, Draft]>([
  ['told', draft('none', { caption: 'Look here', select: { object: 'soup' } })],
  ['asked', draft('choice', { options: options('a', 'b'), said: '2', because: 'b is.' })],
  [
    'by the next line',
    draft('choice', { check: { kind: 'printed' }, options: options('a', nextLine(soup, call)!) }),
  ],
  ['by who', draft('thread')],
  ['by who does it', draft('thread', { check: { kind: 'does', op: 'print', object: '' } })],
  ['a number', draft('number', { said: '7' })],
])('a stop that is %s travels, is asked, and can be changed', (_how, written) => {
  const stop = stopOf(written, soup);
  if (typeof stop === 'string') expect.fail(stop);
  const [read, ...more] = parseOwnLesson(
    JSON.parse(JSON.stringify(plainLesson([stop]))) as unknown,
  );
  expect(more).toEqual([]);
  if (typeof read !== 'object') expect.fail('not read');
  expect(spotter.find(read.at)).toBe(call);
  if (read.question !== undefined) {
    const { question } = read;
    expect(momentOf(question, soup)).toBe(call);
    expect(answerOf(question, soup, call) ?? question.answer).toBe(question.answer);
  }
  const again = stopOf(draftOf(read, 'en'), soup);
  expect(again).toEqual({
    ...stop,
    ...(stop.question && { question: { ...stop.question, id: 'own' } }),
  });
});
