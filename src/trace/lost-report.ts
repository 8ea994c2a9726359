/** Why a thread was lost, as the `text` of its `end` tells it: in figures, since words are the page's. */

export type LostReport =
  /** It reached no operation for so many seconds, and was ended. */
  | { readonly kind: 'hung'; readonly seconds: number }
  /** Its Worker died, and reported this. */
  | { readonly kind: 'died'; readonly report: string };

const HUNG = 'hung ';
/** As older traces and links say it. */
const hungBefore = /^The thread did not reach an operation for ([\d.]+) s/;

export const lostText = (report: LostReport): string =>
  report.kind === 'hung' ? `${HUNG}${report.seconds}` : report.report;

export function readLost(text: string): LostReport {
  const figures = text.startsWith(HUNG) ? text.slice(HUNG.length) : hungBefore.exec(text)?.[1];
  const seconds = Number(figures);
  return Number.isFinite(seconds) ? { kind: 'hung', seconds } : { kind: 'died', report: text };
}
