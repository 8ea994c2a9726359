/**
 * Why a thread was lost, as encoded in the `text` of its `end`: figures only, since the words come from the page's
 * texts.
 */

export type LostReport =
  /** The thread was ended after so many seconds without an operation. */
  | { readonly kind: 'hung'; readonly seconds: number }
  /** The thread's Worker died with this report. */
  | { readonly kind: 'died'; readonly report: string };

const HUNG = 'hung ';
/** The wording in traces and links of earlier versions. */
const hungBefore = /^The thread did not reach an operation for ([\d.]+) s/;

export const lostText = (report: LostReport): string =>
  report.kind === 'hung' ? `${HUNG}${report.seconds}` : report.report;

export function readLost(text: string): LostReport {
  const figures = text.startsWith(HUNG) ? text.slice(HUNG.length) : hungBefore.exec(text)?.[1];
  const seconds = Number(figures);
  return Number.isFinite(seconds) ? { kind: 'hung', seconds } : { kind: 'died', report: text };
}
