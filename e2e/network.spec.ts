/** The chapter on networks: typed input for a client, and other tabs as workers. */
import type { Page } from '@playwright/test';
import { printed } from './support/happenings.ts';
import { expect, test } from './support/weft-test.ts';
import type { WeftPage } from './support/weft-page.ts';

for (const transport of ['shared', 'message'] as const) {
  test.describe(`over ${transport} transport`, () => {
    test('a line that is typed for a client comes back in capitals', async ({ weft }) => {
      await weft.open(`s=upper-case-server&p.work=0.2&speed=4&transport=${transport}`);
      const line = weft.page.getByRole('textbox', { name: '/dev/pts/2' });
      await line.fill('good morning');
      await line.press('Enter');
      await weft.happened({ kind: 'done', op: 'print', text: 'client 2 reads: GOOD MORNING' });
      await expect(weft.console).toContainText('client 2 reads: GOOD MORNING');
    });

    test('one client at a time: the second waits in the backlog until the first leaves', async ({
      weft,
    }) => {
      const params = 'p.work=0.2&p.concurrent=off&p.clients=2';
      await weft.open(`s=upper-case-server&${params}&speed=4&transport=${transport}`);
      await weft.happened({ kind: 'done', op: 'connect' }, 2);
      await weft.happened({ kind: 'block', op: 'input' });
      await expect(weft.stage).toContainText('1 in the backlog');
      await expect(weft.stage).toContainText('hello from client 2');
      expect(printed(await weft.events())).not.toContain('client 2 reads: HELLO FROM CLIENT 2');
      const fields = weft.page.getByRole('button', { name: /pts\/1/ });
      await fields.getByText('Ctrl+D').click();
      await weft.happened({
        kind: 'done',
        op: 'print',
        text: 'client 2 reads: HELLO FROM CLIENT 2',
      });
      await expect(weft.stage).toContainText('nobody in the backlog');
    });

    test('every byte crosses a network that loses packets', async ({ weft }) => {
      await weft.open(`s=tcp-segments&p.message=HELLO&p.loss=10&speed=20&transport=${transport}`);
      const events = await weft.ended();
      const arrived = printed(events).filter((line) => line.startsWith('server has'));
      expect(arrived).toEqual([
        'server has SYN',
        "server has 'HEL'",
        "server has 'LO'",
        'server has FIN',
      ]);
      await expect(weft.stage).toContainText('packets sent');
    });

    test.describe('workers in other tabs', () => {
      // Slow enough not to end before a busy machine has opened the tabs.
      const fragment = `s=task-server&p.work=1&p.tasks=60&speed=0.2&transport=${transport}`;

      async function openTab(weft: WeftPage): Promise<Page> {
        const opened = weft.page.context().waitForEvent('page');
        await weft.page.getByRole('link', { name: 'Open a worker tab' }).click();
        const tab = await opened;
        await expect(tab.getByRole('heading')).toContainText(/worker tab/i);
        return tab;
      }

      test('alone, the program has workers of its own, and the page says so', async ({ weft }) => {
        await weft.open(fragment);
        await expect(weft.page.getByText('No other tab is here')).toBeVisible();
        await weft.setSpeed(20);
        const lines = printed(await weft.ended());
        expect(lines.at(-1)).toBe('6057 primes below 60000');
        expect(lines.filter((line) => /says own [12]$/.test(line))).toHaveLength(60);
      });

      test('a tab joins, works, and leaves in the middle of a task', async ({ weft }) => {
        await weft.open(fragment);
        const tab = await openTab(weft);
        await weft.happened({ kind: 'done', op: 'print', text: 'tab 1 has joined' });
        await expect(weft.page.getByText('1 other tab works')).toBeVisible();
        await expect(tab.getByRole('status')).toContainText('how many primes');
        await weft.happened({ kind: 'done', op: 'type', object: '/dev/pts/1' }, 2);
        await expect(tab.getByRole('list')).toContainText('primes from');
        await tab.close();
        await expect(weft.page.getByText('No other tab is here')).toBeVisible();
        await weft.setSpeed(20);
        const lines = printed(await weft.ended());
        expect(lines.filter((line) => line.startsWith('tab 1 has left'))).toHaveLength(1);
        expect(lines.filter((line) => line.endsWith('says tab 1')).length).toBeGreaterThan(1);
        expect(lines.at(-1)).toBe('6057 primes below 60000');
      });

      test('two tabs work side by side, and one may leave and join again', async ({ weft }) => {
        await weft.open(fragment);
        const one = await openTab(weft);
        const two = await openTab(weft);
        await weft.happened({ kind: 'done', op: 'print', text: 'tab 2 has joined' });
        await expect(weft.page.getByText('2 other tabs work')).toBeVisible();
        await one.getByRole('button', { name: 'Leave' }).click();
        await expect(one.getByRole('status')).toContainText('has left');
        await expect(weft.page.getByText('1 other tab works')).toBeVisible();
        await one.getByRole('button', { name: 'Join again' }).click();
        await weft.happened({ kind: 'done', op: 'print', text: 'tab 3 has joined' });
        await one.close();
        await two.close();
        await expect(weft.page.getByText('No other tab is here')).toBeVisible();
        await weft.setSpeed(20);
        expect(printed(await weft.ended()).at(-1)).toBe('6057 primes below 60000');
      });

      test('a run that a tab worked for is the same as a link, without the tab', async ({
        weft,
      }) => {
        await weft.open(fragment);
        const tab = await openTab(weft);
        await weft.happened({ kind: 'done', op: 'type', object: '/dev/pts/1' });
        await weft.page.getByRole('button', { name: 'Step through this run' }).click();
        await expect.poll(async () => (await weft.state()).transport).toBe('model');
        await expect(weft.page.getByText('Tabs join live runs only')).toBeVisible();
        await tab.close();
        const said = async () =>
          (await weft.events())
            .filter(({ op }) => op === 'print' || op === 'type')
            .map(({ thread, object, text }) => [thread, object, text]);
        const before = await said();
        expect(before.map(([, , text]) => text)).toContain('tab 1 has joined');
        await weft.page.getByRole('button', { name: 'Share', exact: true }).click();
        const link = await weft.page.getByRole('dialog').getByRole('textbox').inputValue();
        await weft.page.goto('about:blank');
        await weft.page.goto(link);
        await weft.ready();
        await expect.poll(said).toEqual(before);
      });
    });
  });
}
