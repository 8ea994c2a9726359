import { createInstance, type i18n } from 'i18next';
import { expect, it, vi } from 'vitest';
import { keepTranslations } from './kept-translations.ts';

const texts = {
  stage: {
    plain: 'plain',
    token: '{{name}}, {{part}}',
    known: 'known',
    known_male: 'he',
    left_one: '{{count}} seat',
    left_other: '{{count}} seats',
  },
  views: { plain: 'another', list: ['a', 'b'] },
};

type Say = (key: string, options?: object) => unknown;

async function made(isKept: boolean): Promise<i18n> {
  const instance = createInstance();
  await instance.init({
    lng: 'en',
    fallbackLng: false,
    resources: { en: structuredClone(texts) },
    defaultNS: 'stage',
    interpolation: { escapeValue: false, skipOnVariables: true },
  });
  if (isKept) keepTranslations(instance);
  return instance;
}

const sayOf = (instance: i18n, ns: 'stage' | 'views' = 'stage') =>
  instance.getFixedT('en', ns) as unknown as Say;

/** Whatever a program calls its threads: other values, and what stands between values. */
const names = [
  '',
  'a',
  'b',
  '{{part}}',
  '\0part:string:1:b',
  ':string:',
  '$t(plain)',
  '1',
  '\uE0000\uE001',
  '$&',
];
const numbers = [0, 1, 2, 1.5, Number.NaN];

it('says what i18next says, at first and again', async () => {
  const [kept, plain] = [await made(true), await made(false)];
  for (const ns of ['stage', 'views'] as const) {
    // Of another function for the same namespaces each time, as components have it.
    for (const say of [sayOf(kept, ns), sayOf(kept, ns)]) {
      const same = (key: string, options?: object) =>
        expect(say(key, options)).toEqual(sayOf(plain, ns)(key, options));
      same('plain');
      same('nothing');
      same('list', { returnObjects: true });
      for (const context of ['male', 'other']) same('known', { context });
      same('nothing', { defaultValue: 'something', name: 'a' });
      for (const count of [...numbers, ...numbers.map(String)]) same('left', { count });
      for (const name of names) {
        for (const part of [...names, ...numbers, undefined]) same('token', { name, part });
      }
    }
  }
});

it('asks i18next once for a text, whatever its names', async () => {
  const instance = await made(true);
  const translate = vi.spyOn(instance, 't');
  for (const say of [sayOf(instance), sayOf(instance)]) {
    say('token', { name: 'Ann', part: 'holds it' });
    say('token', { name: 'Ann', part: 'holds it' });
    say('token', { name: 'Ben', part: 'waits' });
    say('left', { count: 1 });
    say('left', { count: 2 });
  }
  expect(translate).toHaveBeenCalledTimes(3);
});

it('has nothing of before when texts are added, or the language changes', async () => {
  const instance = await made(true);
  expect(sayOf(instance)('late')).toBe('late');
  instance.addResourceBundle('en', 'stage', { late: 'there' });
  expect(sayOf(instance)('late')).toBe('there');
  const follow = instance.getFixedT(null, 'stage') as unknown as Say;
  expect(follow('plain')).toBe('plain');
  instance.addResourceBundle('zh-CN', 'stage', { plain: '普通' });
  await instance.changeLanguage('zh-CN');
  expect(follow('plain')).toBe('普通');
});
