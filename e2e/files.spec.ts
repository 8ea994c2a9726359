/** A file of another tool is imported, saved in every format, and imported again unchanged. */
import { expect, test } from './support/weft-test.ts';

const recording = JSON.stringify({
  traceEvents: [
    { ph: 'M', pid: 7, tid: 0, name: 'process_name', args: { name: 'server' } },
    { ph: 'M', pid: 7, tid: 8, name: 'thread_name', args: { name: 'worker' } },
    { ph: 'X', pid: 7, tid: 8, ts: 0, dur: 900, name: 'handle' },
    { ph: 'X', pid: 7, tid: 8, ts: 100, dur: 300, name: 'lock.acquire' },
    { ph: 'X', pid: 7, tid: 9, ts: 50, dur: 400, name: 'write <b>' },
    { ph: 's', pid: 7, tid: 9, ts: 120, id: 1, name: 'request', cat: 'io' },
    { ph: 'f', bp: 'e', pid: 7, tid: 8, ts: 500, id: 1, name: 'request', cat: 'io' },
    { ph: 'C', pid: 7, ts: 10, name: 'queue', args: { size: 3 } },
    { ph: 'X', pid: 7, tid: 8, name: 'without a time' },
  ],
});

test('what another tool recorded is explained, saved in every format, and comes back as it was', async ({
  weft,
  page,
}) => {
  await weft.open('s=two-threads');
  const told = await page.evaluate(async (text) => {
    const api = window.weft;
    const late = api.open(new Blob([text]), 'late.json').catch(String);
    const opened = await api.open(new Blob([text]), 'viz.json');
    const look = () => document.querySelector('.recorded-look')?.textContent;
    // Its view is loaded with the first recording.
    while (look() === undefined) await new Promise(requestAnimationFrame);
    const header = look();
    const before = await (await api.save('weft')).text();
    const heads: Record<string, string> = {};
    const formats = ['svg', 'png', 'animated-svg', 'stage-svg', 'stage-png', 'webm'] as const;
    for (const format of [...formats, 'mermaid', 'text', 'csv'] as const) {
      const blob = await api.save(format, { theme: 'dark' }).catch((error: Error) => error);
      const bytes = blob instanceof Blob ? new Uint8Array(await blob.arrayBuffer()) : undefined;
      heads[format] =
        bytes === undefined
          ? (blob as Error).message
          : String.fromCharCode(...bytes.subarray(0, 16)).replace(/[^\x20-\x7e]/g, '.');
    }
    const chrome = await api.save('chrome-trace');
    await api.load('two-threads', { mode: 'step' });
    await api.open(chrome, 'again.json');
    const after = await (await api.save('weft')).text();
    return {
      opened,
      late: await late,
      header,
      heads,
      isSame: after === before,
      slices: before.includes('"tracks"'),
    };
  }, recording);

  expect(told.opened).toMatchObject({ format: 'chrome-trace', processes: 1, threads: 2 });
  expect(told.late).toBe(
    'AbortError: weft: the file was not opened: another one was opened before it was read.',
  );
  expect(told.opened.notes.map(({ text }) => text).join(' ')).toContain('without');
  expect(told.header).toMatch(
    /^9 events in the file, shown as 3 slices, \d+ events,? and 1 value of a counter: 2 threads, /,
  );
  expect(told.slices).toBe(true);
  expect(told.isSame).toBe(true);
  expect(told.heads).toMatchObject({
    svg: expect.stringMatching(/^<svg xmlns/),
    png: '.PNG........IHDR',
    'animated-svg': expect.stringMatching(/^<svg xmlns/),
    'stage-svg': expect.stringMatching(/^<svg xmlns/),
    'stage-png': '.PNG........IHDR',
    // The header of WebM, or a sentence if the browser has no encoder.
    webm: expect.stringMatching(/^\.E|^weft: this browser encodes no video/),
    mermaid: expect.stringMatching(/^sequenceDiagram/),
    csv: expect.stringMatching(/^seq,time_ms/),
  });
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Recording');

  // The link to the manual is in the dialog of keys.
  await page.keyboard.press('?');
  const manual = page.getByRole('dialog').getByRole('link');
  const response = await page.request.get(
    new URL((await manual.getAttribute('href')) ?? '', page.url()).href,
  );
  expect(await response.text()).toContain('<article id="five-seats">');
});
