// @ts-check
/** Memory of the browser's processes. Linux only; elsewhere NaN. */
import { readFileSync } from 'node:fs';

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

/** @param {number} pid */
function residentMegabytes(pid) {
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
    return (pages * 4096) / 2 ** 20;
  } catch {
    return NaN;
  }
}
