/** A trace as text: plain, CSV, and a sequence diagram for Mermaid. In English, whatever the page's language. */
import { Phase } from '../trace/format.ts';
import type { Told } from './told.ts';

/** Maximum number of events in a diagram. */
export const MOST_MESSAGES = 400;

const phaseNames = Object.keys(Phase);

const columns = [
  'seq',
  'time_ms',
  'process',
  'thread',
  'event',
  'operation',
  'object',
  'other',
] as const;
const all = [...columns, 'value', 'text', 'cause', 'line'] as const;

function cellsOf({ trace, names }: Told, seq: number): readonly string[] {
  const { phase, op, thread, object, other, value, text, cause, line, time } = trace.event(seq);
  const process = trace.threads[thread]?.process ?? -1;
  const isNew = phase <= Phase.object;
  return [
    String(seq),
    String(Number(time.toFixed(6))),
    process < 0 ? '' : names.process(process),
    thread < 0 ? '' : names.thread(thread),
    phaseNames[phase] ?? '?',
    op < 0 ? '' : trace.opName(op),
    object < 0 ? '' : names.object(object),
    phase === Phase.process
      ? names.process(value)
      : other < 0 || other >= trace.threads.length
        ? ''
        : names.thread(other),
    phase === Phase.process || value === -1 ? '' : String(value),
    isNew ? '' : text,
    cause < 0 ? '' : String(cause),
    line === 0 ? '' : String(line),
  ];
}

/** CSV by RFC 4180. A cell that a spreadsheet would interpret as a formula is prefixed with an apostrophe. */
export function csv(told: Told): string {
  const cell = (text: string) => {
    const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(?:\.\d+)?$/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const rows = Array.from({ length: told.trace.length }, (_, seq) => cellsOf(told, seq));
  return [all, ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
}

/** A table of fixed columns, for a README or a terminal. */
export function plainText(told: Told, title: string): string {
  const { trace } = told;
  const heads = ['time', 'thread', 'event', 'what'];
  const rows: string[][] = [];
  for (let seq = 0; seq < trace.length; seq++) {
    const [, time, , thread, phase, op, object, other, value, text] = cellsOf(
      told,
      seq,
    ) as string[];
    const what = [op, object, other, text === '' ? '' : oneLine(text!, 60)];
    const measure = object !== '' && value !== '' ? `= ${value}` : '';
    rows.push([
      `${Number(time).toFixed(3)} ms`,
      thread || '-',
      phase!,
      [...what, measure].filter((part) => part !== '').join(' '),
    ]);
  }
  const widths = heads.map((head, i) =>
    Math.min(
      40,
      rows.reduce((most, row) => Math.max(most, row[i]!.length), head.length),
    ),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => (i === 0 ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  const head = title === '' ? [] : [title, ''];
  return [...head, line(heads), rule, ...rows.map(line)].join('\n') + '\n';
}

const oneLine = (text: string, most: number): string => {
  const flat = text.replaceAll(/\s+/g, ' ').trim();
  return flat.length > most ? `${flat.slice(0, most - 1)}…` : flat;
};

/** Starts, wake-ups and messages as arrows; waits as notes. */
export function mermaid(told: Told): string {
  const { trace, arrows, names } = told;
  // Mermaid's own syntax characters are escaped as entities.
  const safe = (text: string) =>
    oneLine(text, 60).replaceAll(/[#;<>:"{}%&\\]/g, (sign) => `#${sign.charCodeAt(0)};`) || '-';
  const out = ['sequenceDiagram'];
  for (const thread of trace.threads.keys())
    out.push(`  participant t${thread} as ${safe(names.thread(thread))}`);
  let left = MOST_MESSAGES;
  for (let seq = 0; seq < trace.length; seq++) {
    const arrow = arrows.into(seq);
    const phase = trace.phase(seq);
    const about = trace.object(seq) >= 0 ? ` ${names.object(trace.object(seq))}` : '';
    const op = trace.op(seq) >= 0 ? trace.opName(trace.op(seq)) : '';
    let line = '';
    if (arrow !== undefined) {
      const text =
        arrow.kind === 'message' ? `${about.trim()} ${trace.text(seq)}` : `${arrow.kind}${about}`;
      const sign = arrow.kind === 'message' ? '->>' : '-->>';
      line = `  t${arrow.fromThread}${sign}t${arrow.toThread}: ${safe(text)}`;
    } else if (phase === Phase.block && trace.opInfo(seq)?.life === 'leave')
      line = `  Note over t${trace.thread(seq)}: waits for the others to end`;
    // A thread's start is shown by the arrow to it.
    else if (phase === Phase.block && trace.opInfo(seq)?.life !== 'await-start')
      line = `  Note over t${trace.thread(seq)}: ${safe(`waits: ${op}${about}`)}`;
    else if (phase === Phase.end && trace.thread(seq) >= 0)
      line = `  Note over t${trace.thread(seq)}: ends`;
    else if (phase === Phase.done && trace.opInfo(seq)?.hold !== undefined)
      line = `  Note over t${trace.thread(seq)}: ${safe(`${op}${about}`)}`;
    if (line === '') continue;
    if (left-- === 0) {
      out.push(`  Note over t0: ${safe('and more, which a diagram has no room for')}`);
      break;
    }
    out.push(line);
  }
  return `${out.join('\n')}\n`;
}
