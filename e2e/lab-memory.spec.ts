/** The memory that the lab's interpreter begins with saves time, and changes nothing. */
import type { Browser, Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { runLive, runThrough } from './support/lab-programs.ts';

test.describe.configure({ timeout: 240_000 });

/** Shows what may depend on how the interpreter began. */
const program = `import os, sys, threading, time
from multiprocessing import Process, Queue

def work(n):
    with lock:
        print(n, id(lock), hash(threading.current_thread()), repr(lock))

lock = threading.Lock()
threads = {threading.Thread(target=work, args=(n,)) for n in range(4)}
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(list({'a', 'b', 'c'}), hash('x'), sys.path, sys.platform, os.getcwd(), sorted(os.environ))
print(sorted(sys.modules))
print(time.tzname, time.timezone, time.localtime(0), time.strftime('%Z'))
q = Queue()
process = Process(target=q.put, args=(1,))
process.start()
print(q.get(), process.exitcode)
process.join()
raise LookupError('at the end')
`;

type Memory = 'whole' | 'missing' | 'torn' | 'old';

const anew = 'The interpreter begins anew.';

async function runWith(browser: Browser, memory: Memory) {
  const context = await browser.newContext({ timezoneId: 'Asia/Tokyo', serviceWorkers: 'block' });
  const warnings: string[] = [];
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'warning') warnings.push(message.text());
  });
  let asked = 0;
  await page.route(/\/memory-\w+\.bin$/, async (route) => {
    asked += 1;
    if (memory === 'whole') return route.continue();
    if (memory === 'missing') return route.fulfill({ status: 404, body: 'not here' });
    const body = await (await route.fetch()).body();
    return route.fulfill({
      body: memory === 'torn' ? body.subarray(0, body.length / 2) : Buffer.from(program),
    });
  });
  await page.goto(test.info().project.use.baseURL ?? '');
  await page.evaluate(() => window.weft.ready);
  const { end, stdout, events } = await page.evaluate(runThrough, [program, 7] as const);
  await context.close();
  return {
    end,
    stdout,
    events,
    asked: asked > 0,
    isAnew: warnings.some((text) => text.includes(anew)),
  };
}

test('a run is the same whether or not the memory of the interpreter is there', async ({
  browser,
}) => {
  const whole = await runWith(browser, 'whole');
  expect(whole).toMatchObject({ end: 'finished', asked: true, isAnew: false });
  expect(whole.stdout).toContain("('UTC', 'UTC') 0 time.struct_time(tm_year=1970");
  for (const memory of ['missing', 'torn', 'old'] as const) {
    expect(await runWith(browser, memory), memory).toEqual({ ...whole, isAnew: true });
  }
});

test('the code of the interpreter is fetched once for all Workers', async ({ page }) => {
  const asked = { code: 0, memory: 0 };
  await page.route(/\/(pyodide\.asm\.wasm|memory-\w+\.bin)$/, (route) => {
    asked[route.request().url().endsWith('.wasm') ? 'code' : 'memory'] += 1;
    return route.continue();
  });
  await page.goto('./');
  await page.evaluate(() => window.weft.ready);
  const { stdout } = await page.evaluate(runThrough, [program, 7] as const);
  await expect.poll(() => asked, 'a spare is loaded').toEqual({ code: 1, memory: 2 });
  // The other mode takes the spare.
  const live = await page.evaluate(runLive, `print('spare')`);
  expect(live.stdout).toBe('spare\n');
  expect(stdout).toContain("('UTC', 'UTC')");
  expect(asked.code).toBe(1);
});

test.describe('at a later visit', () => {
  test.use({ serviceWorkers: 'allow' });

  test('the memory comes from the cache, unpacked', async ({ page, context }) => {
    const visit = async (visited: Page) => {
      await visited.goto('./');
      await visited.evaluate(() => window.weft.ready);
      return visited.evaluate(runThrough, [program, 7] as const);
    };
    const first = await visit(page);
    await expect.poll(() => page.evaluate(isUnpacked)).toBe(true);
    const later = await context.newPage();
    const warnings: string[] = [];
    later.on('console', (message) => warnings.push(message.text()));
    expect(await visit(later)).toEqual(first);
    expect(warnings.filter((text) => text.includes(anew))).toEqual([]);
  });
});

/** In the page: whether the cache has it. */
const isUnpacked = async (): Promise<boolean> => {
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const found = /memory-\w+\.bin$/.test(request.url) ? await cache.match(request) : undefined;
      if (found !== undefined) return found.headers.has('Weft-Unpacked');
    }
  }
  return false;
};
