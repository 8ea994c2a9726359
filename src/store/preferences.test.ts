import { describe, expect, it } from 'vitest';
import { defaultLayout, layoutRange } from './layout.ts';
import { parsePreferences, preferredLanguage } from './preferences.ts';

const nothing = {
  theme: 'system',
  language: undefined,
  layout: defaultLayout,
  shortcuts: true,
  axis: 'time',
  listing: 'python',
  welcomed: false,
};

describe('parsePreferences', () => {
  const broken = [
    null,
    '',
    '{',
    'null',
    '[]',
    '7',
    '"x"',
    '{"theme":"pink","layout":3,"language":1}',
  ];
  it.each(broken)('%j is as good as nothing', (text) => {
    expect(parsePreferences(text)).toEqual(nothing);
  });

  it('takes what is right and leaves what is not', () => {
    const text =
      '{"theme":"dark","language":"zh-CN","shortcuts":false,"axis":"step","listing":"program","welcomed":true,"layout":{"sideWidth":1e9,"stageHeight":"x","consoleHeight":200}}';
    expect(parsePreferences(text)).toEqual({
      theme: 'dark',
      language: 'zh-CN',
      shortcuts: false,
      axis: 'step',
      listing: 'program',
      welcomed: true,
      layout: { ...defaultLayout, sideWidth: layoutRange.sideWidth.max, consoleHeight: 200 },
    });
  });
});

describe('the layout', () => {
  it('is kept, as far as it can be read', () => {
    const text =
      '{"layout":{"stageHeight":1,"folded":["stage","roof"],"maximised":"source","isPresenting":true}}';
    expect(parsePreferences(text).layout).toEqual({
      ...defaultLayout,
      stageHeight: layoutRange.stageHeight.min,
      folded: ['stage'],
      maximised: 'source',
      isPresenting: true,
    });
  });

  it('has no height of the stage that nobody chose', () => {
    expect(parsePreferences('{"layout":{"stageHeight":288}}').layout).toEqual(defaultLayout);
  });
});

describe('preferredLanguage', () => {
  const cases: readonly [wanted: readonly string[], got: string][] = [
    [[], 'en'],
    [['en-GB'], 'en'],
    [['zh'], 'zh-CN'],
    [['zh-TW', 'en'], 'zh-CN'],
    [['fr', 'zh-Hans-SG', 'en'], 'zh-CN'],
    [['fr', 'de'], 'en'],
    [['fr', 'EN-us', 'zh'], 'en'],
  ];
  it.each(cases)('%j gets %s', (wanted, got) => {
    expect(preferredLanguage(wanted)).toBe(got);
  });
});
