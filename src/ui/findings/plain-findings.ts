/** Findings as plain objects, for the page API. */
import { caseAt, type Clause, type Finding } from '../../diagnose/finding.ts';
import { cureOf } from '../../diagnose/cure-of.ts';
import { say, type Words } from '../../diagnose/say.ts';
import { app } from '../../store/app-state.ts';
import type { Trace } from '../../trace/trace.ts';
import type { FindingInfo } from '../api/weft-api.ts';
import { openLines } from './open-lines.ts';
import { catchUp } from './keep-up.ts';
import { loadTexts, type FindingTexts } from './words.ts';

/** Findings at the cursor, newest first; `notes`: including those that only cost time. */
export async function plainFindings(notes: boolean): Promise<FindingInfo[]> {
  const { session, language } = app.getState();
  if (session === undefined) return [];
  const [diagnosis, texts, lineOf] = await Promise.all([
    catchUp(session),
    loadTexts(language),
    openLines(),
  ]);
  const { cursor } = app.getState();
  const world = session.worldAt(cursor);
  const words = { names: world.names, language, texts, lineOf };
  return diagnosis
    .at(world.count)
    .filter(({ level }) => notes || level !== 'note')
    .map((finding) => plain(session.trace, finding, world.count, words, texts))
    .toSorted((a, b) => b.seq - a.seq);
}

function plain(
  trace: Trace,
  finding: Finding,
  count: number,
  words: Words,
  { cures }: FindingTexts,
): FindingInfo {
  const found = caseAt(finding, count)!;
  const { seq, says, threads, objects } = found;
  const [headline, ...because] = says.map((one) => tell(trace, one, words));
  return {
    kind: finding.kind,
    level: finding.level,
    seq,
    time: trace.time(seq),
    line: trace.line(seq),
    text: headline?.text ?? '',
    because,
    cure: cures[cureOf(finding, found)],
    threads: threads.map((thread) => words.names.thread(thread)),
    objects: objects.map((object) => words.names.object(object)),
    count: finding.total,
  };
}

const tell = (trace: Trace, one: Clause, words: Words): FindingInfo['because'][number] => ({
  text: say(trace, one, words),
  seq: one.at < 0 ? null : one.at,
  time: one.at < 0 ? null : trace.time(one.at),
  line: one.at < 0 ? 0 : trace.line(one.at),
});
