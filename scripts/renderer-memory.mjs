// @ts-check
/** Memory of the browser's processes. Linux only; elsewhere NaN. */
import { readdirSync, readFileSync } from 'node:fs';

/**
 * Resident memory of the largest page process, which contains the page and its Workers.
 * @param {import('playwright').Browser} browser
 */
export async function rendererMegabytes(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const sizes = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => residentMegabytes(id));
  return Math.max(...sizes);
}

/**
 * The page processes of a browser, by its own process. @param {number} browser
 * @returns {number[]}
 */
export function renderersUnder(browser) {
  /** @type {Map<number, number>} */
  const parents = new Map();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const [, parent = ''] = /\) \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8')) ?? [];
      parents.set(Number(name), Number(parent));
    } catch {
      // It has ended meanwhile.
    }
  }
  const isUnder = (/** @type {number | undefined} */ pid) => {
    for (let at = pid; at !== undefined && at > 1; at = parents.get(at))
      if (at === browser) return true;
    return false;
  };
  return [...parents.keys()].filter(
    (pid) =>
      isUnder(pid) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer'),
  );
}

/** @param {number} pid */
export function residentMegabytes(pid) {
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
    return (pages * 4096) / 2 ** 20;
  } catch {
    return NaN;
  }
}
