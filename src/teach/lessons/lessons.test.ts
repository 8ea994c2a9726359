/** Every stop of every lesson exists in its run: its event, its selection, its question. */
import { describe, expect, test } from 'vitest';
import { traceOfScenario } from '../../outcomes/trace-of.ts';
import { readParams } from '../../scenarios/params.ts';
import { findScenario } from '../../scenarios/registry.ts';
import { Names } from '../../views/names.ts';
import type { Stop } from '../lesson.ts';
import { loadQuestions } from '../question-files.ts';
import { momentOf } from '../question.ts';
import { Spotter } from '../spot.ts';
import { lessonIds, loadLesson } from './list.ts';

const lessons = await Promise.all(lessonIds.map(loadLesson));
const rows = lessons.flatMap(({ id, stops }) =>
  stops.map((stop, n) => [`${id} ${n + 1}`, stop] as const),
);

test.each(lessons.map((lesson) => [lesson.id, lesson] as const))(
  '%s has six to eight stops and a title in both languages',
  (id, lesson) => {
    expect(lesson.stops.length).toBeGreaterThanOrEqual(6);
    expect(lesson.stops.length).toBeLessThanOrEqual(8);
    expect(lessonIds).toContain(id);
    for (const { title } of [lesson]) expect(title.en && title['zh-CN']).toBeTruthy();
  },
);

const traceOf = ({ scenario, params, strategy = 'random', seed = 1 }: Stop) =>
  traceOfScenario(scenario, { params, strategy, seed });

describe('a stop exists', () => {
  test.each(rows)('%s', async (_stop, stop) => {
    const scenario = findScenario(stop.scenario);
    expect(scenario).toBeDefined();
    expect(readParams(scenario!.params, stop.params).problems).toEqual([]);
    const trace = await traceOf(stop);
    const spotter = new Spotter(trace);
    const seq = spotter.find(stop.at);
    expect(seq).toBeGreaterThanOrEqual(0);
    const { select, question, caption } = stop;
    if (select !== undefined && 'thread' in select) {
      const names = new Names(trace);
      expect(trace.threads.map((_, index) => names.brief(index))).toContain(select.thread);
    }
    if (select !== undefined && 'object' in select) {
      expect(trace.objects.map(({ name }) => name)).toContain(select.object);
    }
    if (question !== undefined) {
      const asked = (await loadQuestions(stop.scenario)).find(({ id }) => id === question);
      expect(asked).toBeDefined();
      // Later, the picture would show the answer beside the question.
      expect(momentOf(asked!, trace)).toBe(seq);
      expect(asked!.params).toEqual(stop.params);
    }
    for (const text of Object.values(caption)) expect(text.length).toBeGreaterThan(10);
  });
});
