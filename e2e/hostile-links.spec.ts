/** Hostile links: the page opens, reports what it could not read, and runs only its own scenarios. */
import { expect, inOneTab as test } from './support/weft-test.ts';

interface HostileLink {
  readonly name: string;
  readonly fragment: string;
  /** The reported sentence. */
  readonly says: RegExp;
  /** The scenario opened instead. */
  readonly opens?: string;
}

const markup = '<img src=x onerror=alert(1)><script>alert(2)</script>';

const hostile: readonly HostileLink[] = [
  {
    name: 'a scenario that does not exist',
    fragment: 's=/etc/passwd',
    says: /There is no scenario “\/etc\/passwd”/,
  },
  {
    name: 'a path to another module as the scenario',
    fragment: 's=../../main',
    says: /There is no scenario “..\/..\/main”/,
  },
  {
    name: 'a name that every object has',
    fragment: 's=constructor&p.toString=1&__proto__=2&hasOwnProperty=3',
    says: /There is no scenario “constructor”/,
  },
  {
    name: 'params that would pollute a prototype',
    fragment: 'p.__proto__.polluted=1&p.__proto__=1&p.constructor.prototype.polluted=1',
    says: /no setting “p.__proto__.polluted”/,
  },
  {
    name: 'JSON in place of values',
    fragment: `p.cars=${encodeURIComponent('{"__proto__":{"polluted":1}}')}`,
    says: /“p.cars” should be a whole number/,
  },
  {
    name: 'markup in a value',
    fragment: `s=${encodeURIComponent(markup)}&p.cars=${encodeURIComponent(markup)}`,
    says: /There is no scenario “<img src=x onerror=alert\(1\)>/,
  },
  {
    name: 'markup in the name of a field',
    fragment: `${encodeURIComponent(markup)}=1`,
    says: /Links have no field “<img src=x/,
  },
  {
    name: 'a script address as theme, language and transport',
    fragment: 'theme=javascript:alert(1)&lang=javascript:alert(1)&transport=javascript:alert(1)',
    says: /“theme” should be one of system, light, dark, not “javascript:alert\(1\)”/,
  },
  {
    name: 'numbers that are none',
    fragment: 'p.cars=NaN&speed=Infinity&at=-1&view=9-1&seed=1e9',
    says: /“p.cars” should be a whole number from 1 to 12, not “NaN”, so 5 is used/,
  },
  {
    name: 'numbers out of range',
    fragment: 's=five-seats&p.guests=100000&speed=1000&p.meal=0',
    says: /“p.guests” should be a whole number from 1 to 30, not “100000”, so 20 is used/,
    opens: 'five-seats',
  },
  {
    name: 'broken percent codes',
    fragment: 's=%E0%A4%A&p.cars=%&%ff=%fe',
    says: /holds a broken percent sign code/,
  },
  {
    name: 'the same field over and over',
    fragment: 's=five-seats&s=traffic-light&s=hundred-threads',
    says: /The field “s” stands in the link twice/,
    opens: 'five-seats',
  },
  {
    name: 'a hundred thousand characters',
    fragment: `p.cars=3&${'x='.repeat(50_000)}`,
    says: /was cut after \d+/,
  },
  {
    name: 'a hundred fields that nobody knows',
    fragment: Array.from({ length: 100 }, (_, i) => `field${i}=1`).join('&'),
    says: /And \d+ more problems of the same kind/,
  },
  {
    name: 'placeholders of a text catalogue',
    fragment: 's={{used}}$t(close)&p.cars={{min}}',
    says: /There is no scenario “\{\{used\}\}\$t\(close\)”/,
  },
  {
    name: 'a version from the future, and nothing but signs',
    fragment: 'v=999999&=&==&&&%26%3D&\u202e=\u0000',
    says: /made by a newer Weft/,
  },
];

for (const { name, fragment, says, opens = 'traffic-light' } of hostile) {
  test(name, async ({ weft, page }) => {
    await weft.open(fragment);
    await expect(weft.notices).toContainText('Parts of this link could not be read');
    await expect(weft.notices).toContainText(says);
    expect((await weft.state()).scenario).toBe(opens);
    await weft.happened({ kind: 'done' }, 5);

    // It is text everywhere.
    await expect(page.locator('img, script:not([src]), iframe, object, embed')).toHaveCount(0);
    const marks = await page.evaluate(() => [
      Object.keys(Object.prototype),
      Reflect.get({}, 'polluted') ?? null,
      document.documentElement.scrollWidth <= innerWidth,
    ]);
    expect(marks).toEqual([[], null, true]);

    await weft.notices.getByRole('button', { name: 'Dismiss' }).click();
    await expect(weft.notices).toBeEmpty();
  });
}
