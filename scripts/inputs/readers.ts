/** Parsers of links, files and messages, without the page: for all inputs of a seed, in a fraction of the time. */
import { readPlan } from '../../src/engines/model/encoding/plan-text.ts';
import { Importer } from '../../src/import/importer.ts';
import { ImportError } from '../../src/import/problem.ts';
import { scenarios } from '../../src/scenarios/registry.ts';
import { decodeLink } from '../../src/share/decode.ts';
import { encodeLink } from '../../src/share/encode.ts';
import { MAX_FILE_LENGTH, parseRunFile } from '../../src/share/file.ts';
import type { LinkContext } from '../../src/share/link.ts';
import { Trace } from '../../src/trace/trace.ts';
import { Arrows } from '../../src/views/arrows.ts';
import { History } from '../../src/views/history.ts';
import { Lanes } from '../../src/views/lanes.ts';
import { hostileFile } from './files.ts';
import { hostileLink } from './links.ts';

const context: LinkContext = {
  scenarios: new Map(scenarios.map(({ id, params }) => [id, params])),
  defaultScenario: 'traffic-light',
  languages: ['en', 'zh-CN'],
  openings: new Map(),
};

export interface Reading {
  /** It was accepted, with or without reported problems. */
  readonly opened: boolean;
  /** A violation. */
  readonly wrong?: string;
  /** CPU of this process, in ms. */
  readonly took: number;
}

function timed(act: () => boolean): Reading {
  const before = process.cpuUsage();
  const took = () => process.cpuUsage(before).user / 1000;
  try {
    return { opened: act(), took: took() };
  } catch (error) {
    return { opened: false, wrong: String(error), took: took() };
  }
}

/** The result is a link that round-trips without problems; the page is told what was wrong. */
export const readLink = (seed: number, n: number): Reading =>
  timed(() => {
    const { link, problems } = decodeLink(hostileLink(seed, n), context);
    if (problems.length > 8) throw new Error(`${problems.length} problems are told`);
    // The output may be longer than the input, because of escapes.
    const again = decodeLink(encodeLink(link, context), context, MAX_FILE_LENGTH);
    if (again.problems.length > 0) throw new Error(`reads back with ${again.problems[0]?.kind}`);
    // The page decodes it in slices in a Worker: here only that it ends.
    const reading = link.run === undefined ? undefined : readPlan(link.run);
    while (reading?.next().done === false);
    return problems.length === 0;
  });

/** A trace that all views can read, or an error message. */
export const readFile = (seed: number, n: number): Reading => timedFile(hostileFile(seed, n).bytes);

const timedFile = (bytes: Uint8Array): Reading =>
  timed(() => {
    try {
      const importer = new Importer();
      importer.push(bytes);
      const found = importer.end();
      if (found.kind === 'run') return !('problem' in parseRunFile(found.text));
      const trace = Trace.unpack(structuredClone(found.trace.pack()));
      for (const view of [new History(trace), new Lanes(trace), new Arrows(trace)]) view.advance();
      return true;
    } catch (error) {
      if (error instanceof ImportError && error.message.length >= 8) return false;
      throw error;
    }
  });
