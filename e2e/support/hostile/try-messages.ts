/** Sends hostile messages to frames and to worker tabs, and checks who received them. */
import type { Page } from '@playwright/test';
import { FIRST_ID, hostileBroadcast, hostileRequest } from '../../../scripts/inputs/messages.ts';
import { startPlainHost } from '../plain-host.ts';
import { takeSeen } from './watch.ts';
import type { Tally } from './try-inputs.ts';

type Range = readonly [from: number, to: number];

const frame = (id: string, weft: string, parent: string) =>
  `<iframe id="${id}" src="${weft}?embed&parent=${parent}#s=two-threads&speed=20"></iframe>`;

/**
 * A page on one origin with two Weft frames that accept its messages, one that accepts another page's, and a third
 * party's frame that sends to all of them. Messages go to the first frame from the page, and to all frames from the
 * third party.
 */
export async function tryRequests(page: Page, seed: number, range: Range, tally: Tally) {
  const weft = await startPlainHost();
  const stranger = await startPlainHost({ name: '127.0.0.1', pages: { '/x': '<p>A stranger' } });
  const pages: Record<string, string> = {};
  const host = await startPlainHost({ name: '127.0.0.1', pages });
  const { origin } = new URL(host.url);
  const strange = new URL('/x', stranger.url).href;
  pages['/host'] =
    `<!doctype html>${frame('first', weft.url, origin)}${frame('second', weft.url, origin)}
    ${frame('third', weft.url, 'https://somebody.example')}<iframe id="stranger" src="${strange}"></iframe>`;
  try {
    await page.goto(new URL('/host', host.url).href);
    await converse(page, seed, range, tally);
  } finally {
    await Promise.all([weft.close(), stranger.close(), host.close()]);
  }
}

async function converse(page: Page, seed: number, [from, to]: Range, tally: Tally): Promise<void> {
  const frameOf = async (id: string) => {
    const element = await page.locator(`#${id}`).elementHandle();
    return (await element?.contentFrame()) ?? Promise.reject(new Error(`no frame ${id}`));
  };
  const [first, second, third, stranger] = [
    await frameOf('first'),
    await frameOf('second'),
    await frameOf('third'),
    await frameOf('stranger'),
  ];
  await stranger.evaluate(() => {
    const heard: unknown[] = [];
    Object.assign(window, { heard });
    addEventListener('message', ({ data }) => heard.push(data));
  });
  await page.evaluate(async () => {
    const heard: { source: string; data: unknown }[] = [];
    Object.assign(window, { heard });
    const ids = ['first', 'second', 'third', 'stranger'];
    addEventListener('message', ({ source, data }) => {
      const who = ids.find(
        (id) => document.querySelector<HTMLIFrameElement>(`#${id}`)?.contentWindow === source,
      );
      heard.push({ source: who ?? 'nobody', data });
    });
    // Both listen.
    const answers = () => new Set(heard.map(({ source }) => source));
    while (!answers().has('first') || !answers().has('second')) {
      for (const id of ['first', 'second']) {
        const target = document.querySelector<HTMLIFrameElement>(`#${id}`)?.contentWindow;
        target?.postMessage({ weft: 'embed-1', id: 1, command: 'hello' }, '*');
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    heard.length = 0;
  });
  const stateOf = (frameThere: typeof first) =>
    frameThere.evaluate(() => JSON.stringify({ ...window.weft?.state(), time: 0 }));
  const before = [await stateOf(second), await stateOf(third)];

  for (let n = from; n < to; n++) {
    const message = hostileRequest(seed, n);
    const sender = n % 3 === 0 ? 'stranger' : 'page';
    const longest: number[] = [];
    for (let again = 0; again < 4; again++) {
      await first.evaluate((text) => {
        window.weftWatch.current = text;
        window.weftWatch.longest = 0;
      }, String(n));
      // Playwright transfers all values of a message except undefined.
      if (sender === 'page')
        await page.evaluate((data) => {
          const target = document.querySelector<HTMLIFrameElement>('#first');
          target?.contentWindow?.postMessage(data, '*');
        }, message);
      else
        await stranger.evaluate((data) => {
          for (let i = 0; i < 3; i++) parent.frames[i]?.postMessage(data, '*');
        }, message);
      await first.evaluate(() => new Promise((resolve) => setTimeout(resolve, 0)));
      longest.push(await first.evaluate(() => window.weftWatch.longest));
      if (longest.at(-1)! <= tally.limit) break;
    }
    tally.tried += 1;
    tally.longest = Math.max(tally.longest, Math.min(...longest));
    if (Math.min(...longest) > tally.limit) tally.wrong.push(`request ${n} stopped a frame`);
  }

  // All pending requests are answered before a last one.
  const heard = await page.evaluate(async (last) => {
    const all = (window as unknown as { heard: { source: string; data: unknown }[] }).heard;
    const target = document.querySelector<HTMLIFrameElement>('#first')?.contentWindow;
    const isAnswered = () =>
      all.some(({ data }) => (data as { answer?: number; state?: object }).answer === last);
    for (let n = 0; n < 300 && !isAnswered(); n++) {
      target?.postMessage({ weft: 'embed-1', id: last, command: 'state' }, '*');
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    return { answered: isAnswered(), all };
  }, FIRST_ID - 1);
  if (!heard.answered) tally.wrong.push('the frame answers no more');
  for (const { source, data } of heard.all) {
    const { answer, error } = data as { answer?: number; error?: string };
    if (source !== 'first') tally.wrong.push(`the page heard ${source}: ${JSON.stringify(data)}`);
    if (answer === undefined || answer < FIRST_ID || answer > 2 * FIRST_ID) continue;
    if ((answer - FIRST_ID) % 3 === 0)
      tally.wrong.push(`message ${answer - FIRST_ID} of a stranger was answered`);
    if (error === undefined) tally.opened += 1;
    else tally.told += 1;
  }
  const overheard = await stranger.evaluate(
    () => (window as unknown as { heard: unknown[] }).heard.length,
  );
  if (overheard > 0) tally.wrong.push(`a stranger heard ${overheard} messages`);
  const after = [await stateOf(second), await stateOf(third)];
  if (after.join() !== before.join()) tally.wrong.push('a message to one frame changed another');
  tally.wrong.push(...(await takeSeen(page)));
}

/** A page that serves tabs, a tab that works for it, and a third page of the same origin that sends to both. */
export async function tryBroadcasts(page: Page, seed: number, [from, to]: Range, tally: Tally) {
  const context = page.context();
  const host = await startPlainHost();
  try {
    await page.goto(`${host.url}#s=task-server&p.tasks=4&p.work=0.2&speed=20`);
    await page.evaluate(() => window.weft.ready);
    const talker = await context.newPage();
    await talker.goto(`${host.url}robots.txt`);
    const server = await talker.evaluate(
      () =>
        new Promise<string>((resolve) => {
          const channel = new BroadcastChannel('weft-worker-tabs');
          Object.assign(window, { channel });
          channel.onmessage = ({ data }) => resolve((data as { server: string }).server);
        }),
    );
    const tab = await context.newPage();
    await tab.goto(`${host.url}#worker=${server}`);
    const tabId = await talker.evaluate(
      () =>
        new Promise<string>((resolve) => {
          const { channel } = window as unknown as { channel: BroadcastChannel };
          channel.onmessage = ({ data }) => {
            const said = data as { kind: string; tab?: string };
            if (said.kind === 'here' && said.tab !== undefined) resolve(said.tab);
          };
        }),
    );
    for (let n = from; n < to; n++) {
      await talker.evaluate(
        (data) => {
          const { channel } = window as unknown as { channel: BroadcastChannel };
          channel.postMessage(data);
        },
        hostileBroadcast(seed, n, [server, tabId]),
      );
      tally.tried += 1;
    }
    for (const there of [page, tab]) {
      const { longest, isAlive } = await there.evaluate(async () => {
        await new Promise(requestAnimationFrame);
        const heading = document.querySelector('h1')?.textContent ?? '';
        return { longest: window.weftWatch.longest, isAlive: heading.length > 0 };
      });
      tally.longest = Math.max(tally.longest, longest);
      if (!isAlive) tally.wrong.push('a page is empty');
      tally.wrong.push(...(await takeSeen(there)));
    }
    await page.evaluate(() => window.weft.load('two-threads'));
    await Promise.all([tab.close(), talker.close()]);
  } finally {
    await host.close();
  }
}
