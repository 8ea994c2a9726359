/** Weft in frames of a plain page on another origin, without isolation and with it. */
import type { Page } from '@playwright/test';
import type * as EmbedModule from '../src/embed/embed.ts';
import { startPlainHost } from './support/plain-host.ts';
import { expect, test } from './support/weft-test.ts';

/** A blog page: text, and three demos between it. */
const blog = (weft: string) => `<!doctype html>
<html lang="en">
  <title>A blog</title>
  <script src="${weft}weft-demo.js"></script>
  <p>Before.</p>
  <weft-demo id="first" scenario="five-seats" params='{"guests":3,"meal":0.2}' label="Five seats"></weft-demo>
  <weft-demo id="second" scenario="two-threads" label="Two threads"></weft-demo>
  <p>After.</p>
</html>`;

const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin',
};

/** Sends a command to the demo with that id and returns the answer. */
const ask = (page: Page, id: string, command: string, ...given: unknown[]) =>
  page.evaluate(
    async ([demo, name, args]) => {
      const element = document.getElementById(demo) as unknown as Record<
        string,
        (...values: unknown[]) => Promise<Record<string, unknown>>
      >;
      const refused = ({ message }: Error): Record<string, unknown> => ({ error: message });
      return element[name]!(...args).catch(refused);
    },
    [id, command, given] as const,
  );

for (const [name, headers] of [
  ['a plain', {}],
  ['an isolated', isolation],
] as const) {
  test(`demos in ${name} page are posters until they are wanted, and hear only their page`, async ({
    page,
  }) => {
    const weft = await startPlainHost({ headers });
    const pages = { '/blog.html': blog(weft.url) };
    const host = await startPlainHost({ name: '127.0.0.1', pages, headers });
    try {
      await page.goto(new URL('/blog.html', host.url).href);
      await playTwo(page);
      await sendNonsense(page);
    } finally {
      await Promise.all([weft.close(), host.close()]);
    }
  });
}

/** Two threads add 1 under a lock, three times each, and 'n is 6' is printed. */
const code =
  'v=1&code=1.idKzAgABgnAU7hTK2FxK1cLn63oeC-KhzZL5AXJELGoTWq4p0-n5qcyJLPToGVhQ685PF2sTFwkDbtp1xnWfcSgq7IIQXOy5ttOthPHtxUgKSOcNbrXeWSCnLA&mode=step';

test('code in a frame of another origin is read before it runs, whatever the page around it asks for', async ({
  page,
}) => {
  const weft = await startPlainHost();
  const post = `<!doctype html><title>A blog</title><script src="${weft.url}weft-demo.js"></script>
    <weft-demo id="own" link="${weft.url}?x#${code.replaceAll('&', '&amp;')}" label="A lock"></weft-demo>`;
  const host = await startPlainHost({ name: '127.0.0.1', pages: { '/blog.html': post } });
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  const pythonFiles = () => fetched.filter((url) => url.includes('/python-'));
  try {
    await page.goto(new URL('/blog.html', host.url).href);
    await page.locator('#own').getByRole('button').click();
    const frame = page.locator('#own iframe').contentFrame();
    await expect(frame.getByText('thread.start()')).toBeVisible();
    for (const command of ['run', 'play', 'pause']) {
      expect(await ask(page, 'own', command)).toMatchObject({
        error: expect.stringContaining('once the reader has pressed Run'),
      });
    }
    expect(await ask(page, 'own', 'state')).toMatchObject({ started: false, events: 0 });
    expect(pythonFiles()).toEqual([]);

    await frame.getByRole('button', { name: 'Run' }).click();
    // The interpreter of 20 MB has to load first.
    const patience = { timeout: 180_000 };
    await expect
      .poll(async () => (await ask(page, 'own', 'state'))['events'], patience)
      .toBeGreaterThan(0);
    await ask(page, 'own', 'setSpeed', 20);
    await expect
      .poll(async () => (await ask(page, 'own', 'state'))['status'], patience)
      .toBe('ended');
    await expect(frame.getByRole('log').getByText('n is 6')).toBeVisible();
    expect(pythonFiles().length).toBeGreaterThan(0);
  } finally {
    await Promise.all([weft.close(), host.close()]);
  }
});

test('an element that its page changes, takes out, puts in again or does not show answers all the same', async ({
  page,
}) => {
  const weft = await startPlainHost();
  const host = await startPlainHost({ name: '127.0.0.1', pages: { '/blog.html': blog(weft.url) } });
  const first = page.locator('#first');
  const frame = first.locator('iframe');
  const run = first.getByRole('button', { name: /Run/ });
  const shows = (scenario: string) =>
    expect.poll(async () => (await ask(page, 'first', 'state'))['scenario']).toBe(scenario);
  const inPage = (act: string) => page.evaluate(act);
  try {
    await page.goto(new URL('/blog.html', host.url).href);
    await run.click();
    await shows('five-seats');

    await inPage(`first.setAttribute('label', 'Another label')`);
    await expect(frame).toHaveAttribute('title', 'Another label');
    // The frame is still the same.
    await shows('five-seats');

    await inPage(`first.setAttribute('scenario', 'two-threads'); first.removeAttribute('params')`);
    await expect(run).toHaveText('▶ Run: Another label');
    expect(page.frames()).toHaveLength(1);
    await run.click();
    await shows('two-threads');

    // Taken out while it is asked; asked while it is out; put in again.
    const message = (error: string) =>
      `(${error}).then(() => 'answered', ({ message }) => message)`;
    const pending = await inPage(
      `{ const asked = first.seek(0); window.gone = first; first.remove(); ${message('asked')} }`,
    );
    expect(pending).toBe('weft: the frame was released');
    expect(await inPage(message('gone.play()'))).toBe('weft: the element is not in a page');
    await inPage(`document.body.append(gone)`);
    await run.click();
    await shows('two-threads');

    // Starts by itself once it may, also after a change.
    await inPage(`second.scrollIntoView(); second.setAttribute('autoplay', '')`);
    await expect(page.locator('#second iframe')).toBeVisible();
    await inPage(`second.setAttribute('seed', '5')`);
    await expect.poll(async () => (await ask(page, 'second', 'state'))['seed']).toBe(5);

    // Behind a tab of its page, where it gets no frames to draw.
    await inPage(`{
      const hidden = document.createElement('div');
      hidden.style.display = 'none';
      hidden.innerHTML = '<weft-demo id="third" scenario="two-threads"></weft-demo>';
      document.body.append(hidden);
    }`);
    const loaded = await ask(page, 'third', 'load', 'five-seats', { mode: 'step', seed: 3 });
    expect(loaded).toMatchObject({ scenario: 'five-seats', seed: 3, mode: 'step' });
    expect(await ask(page, 'third', 'seek', 0)).toMatchObject({ cursor: 0 });
  } finally {
    await Promise.all([weft.close(), host.close()]);
  }
});

test('the module drives a frame by every command, tells changes, and is silent once released', async ({
  page,
}) => {
  const weft = await startPlainHost({ headers: { 'Access-Control-Allow-Origin': '*' } });
  const pages = { '/blog.html': '<!doctype html><title>A blog</title><p>Before.</p>' };
  const host = await startPlainHost({ name: '127.0.0.1', pages });
  try {
    await page.goto(new URL('/blog.html', host.url).href);
    const told = await page.evaluate(async (address) => {
      const module = (await import(address)) as typeof EmbedModule;
      const frame = document.createElement('iframe');
      frame.src = module.embedAddress({ scenario: 'two-threads', seed: 4 });
      document.body.append(frame);
      const demo = module.control(frame);
      const changes: string[] = [];
      demo.onState(({ status }) => changes.push(status));
      const answers = [
        await demo.ready,
        await demo.load('five-seats', { params: { guests: 2 }, mode: 'step', seed: 7 }),
        await demo.seek(0),
        await demo.setSpeed(20),
        await demo.open('#v=1&s=two-threads&mode=step&seed=5'),
        await demo.run(),
        await demo.pause(),
        await demo.play(),
      ].map(({ started, scenario, seed, mode, speed }) => [started, scenario, seed, mode, speed]);
      demo.release();
      const before = changes.length;
      const refused = await Promise.all(
        [demo.state(), demo.play()].map((asked) => asked.catch(({ message }: Error) => message)),
      );
      await new Promise((resolve) => setTimeout(resolve, 300));
      return { answers, changes: before, later: changes.length - before, refused };
    }, `${weft.url}embed.js`);
    expect(told.answers).toEqual([
      [false, null, expect.any(Number), expect.any(String), 1],
      [true, 'five-seats', 7, 'step', 1],
      [true, 'five-seats', 7, 'step', 1],
      [true, 'five-seats', 7, 'step', 20],
      [true, 'two-threads', 5, 'step', expect.any(Number)],
      [true, 'two-threads', 5, 'step', expect.any(Number)],
      [true, 'two-threads', 5, 'step', expect.any(Number)],
      [true, 'two-threads', 5, 'step', expect.any(Number)],
    ]);
    expect(told.changes).toBeGreaterThan(0);
    expect(told).toMatchObject({
      later: 0,
      refused: ['weft: the frame was released', 'weft: the frame was released'],
    });
  } finally {
    await Promise.all([weft.close(), host.close()]);
  }
});

async function playTwo(page: Page): Promise<void> {
  const first = page.locator('#first');
  await expect(first.getByRole('button', { name: /Run: Five seats/ })).toBeVisible();
  expect(page.frames()).toHaveLength(1);

  await first.getByRole('button').click();
  const frame = first.locator('iframe').contentFrame();
  await expect(frame.getByRole('heading', { level: 1 })).toHaveText('Five seats');
  await expect.poll(async () => (await ask(page, 'first', 'state'))['status']).toBe('ended');
  const ended = await ask(page, 'first', 'state');
  expect(ended).toMatchObject({ scenario: 'five-seats', params: { guests: 3 }, started: true });

  // The other frame receives only its own commands, and answers in order.
  expect(await ask(page, 'second', 'load', 'two-threads', { mode: 'step' })).toMatchObject({
    scenario: 'two-threads',
    mode: 'step',
    playing: false,
  });
  expect(await ask(page, 'second', 'setSpeed', 20)).toMatchObject({ speed: 20 });
  await ask(page, 'second', 'play');
  await expect.poll(async () => (await ask(page, 'second', 'state'))['playing']).toBe(false);
  expect(await ask(page, 'second', 'seek', 0)).toMatchObject({ cursor: 0 });
  expect(await ask(page, 'first', 'state')).toMatchObject({
    scenario: 'five-seats',
    speed: 1,
    events: ended['events'],
  });
  expect(await ask(page, 'second', 'load', 'nothing')).toHaveProperty(
    'error',
    expect.stringContaining('there is no scenario "nothing"'),
  );

  // Keys belong to the outer page until the focus is in the frame.
  const cursor = async () => (await ask(page, 'first', 'state'))['cursor'];
  await page.locator('p').first().click();
  await page.keyboard.press('Home');
  expect(await cursor()).toBe('live');
  await frame.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Home');
  await expect.poll(cursor).toBe(0);
}

/** Sends 2,000 messages of all kinds to both, from the page and between the frames: none has an effect. */
async function sendNonsense(page: Page): Promise<void> {
  const before = [await ask(page, 'first', 'state'), await ask(page, 'second', 'state')];
  const replies = await page.evaluate(async () => {
    const frames = ['first', 'second'].map((id) =>
      document.getElementById(id)!.shadowRoot!.querySelector('iframe')!,
    );
    const markup = '<img src=x onerror="top.stolen = 1">';
    const nothings: readonly unknown[] = [undefined, null, 0, -1, NaN, 1e300, '', [], {}, [[]]];
    const things: readonly unknown[] = [new Map([['s', 1]]), new Date(), /x/g, new Error(markup)];
    const large: readonly unknown[] = ['x'.repeat(20_000), '%&'.repeat(9000), new Uint8Array(9)];
    const values = [...nothings, ...things, ...large, markup, { s: markup }, 7n];
    const commands = ['load', 'open', 'seek', 'speed', 'eval', '__proto__', 'constructor', markup];
    let seed = 1;
    const any = <T>(list: readonly T[]): T => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      return list[(seed >>> 8) % list.length]!;
    };
    let answers = 0;
    let wrong = 0;
    const note = ({ data }: MessageEvent<{ answer?: number; error?: string }>) => {
      if (typeof data.answer !== 'number' || data.answer < 1e6) return;
      answers += 1;
      if (data.error === undefined) wrong += 1;
    };
    window.addEventListener('message', note);
    for (let n = 0; n < 2000; n++) {
      const frame = any(frames);
      const message =
        n % 3 === 0
          ? any(values)
          : {
              weft: n % 7 === 0 ? any(values) : 'embed-1',
              id: n % 5 === 0 ? any(values) : 1_000_000 + n,
              command: any(commands),
              scenario: any([...values, 'no-such-scenario']),
              options: any(values),
              link: any([1, null, {}, 'x'.repeat(20_000)]),
              at: any(['never', -1, NaN, {}, null, '0']),
              factor: any(['fast', 0, 1e9, NaN, [], null]),
            };
      // From a frame of the same page, whose messages are not the page's.
      frame.contentWindow!.postMessage(message, '*');
      if (n % 40 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    // Each answers in order, and refuses requests while too many are pending.
    for (const id of ['first', 'second']) {
      const demo = document.getElementById(id) as unknown as { state(): Promise<object> };
      while ((await demo.state().catch(() => undefined)) === undefined) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
    window.removeEventListener('message', note);
    return { answers, wrong, stolen: 'stolen' in window };
  });
  expect(replies.answers).toBeGreaterThan(500);
  expect(replies).toMatchObject({ wrong: 0, stolen: false });
  expect([await ask(page, 'first', 'state'), await ask(page, 'second', 'state')]).toEqual(before);
}
