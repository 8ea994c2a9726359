import { describe, expect, test } from 'vitest';
import { timelineCommandFor, timelineCommands } from './commands.ts';
import { contrast, darkTokens, lightTokens, makeTheme, parseHex } from './theme.ts';
import en from './texts/en.json' with { type: 'json' };
import zhCN from './texts/zh-CN.json' with { type: 'json' };

const press = (code: string, key: string, changes: Partial<KeyboardEvent> = {}) => ({
  code,
  key,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...changes,
});

describe('commands', () => {
  test('have a title in every language', () => {
    const ids = timelineCommands.map((command) => command.id);
    expect(Object.keys(en.commands)).toEqual(ids);
    expect(Object.keys(zhCN.commands)).toEqual(ids);
  });

  test('share no key', () => {
    const keys = timelineCommands.flatMap((command) =>
      command.keys.map((key) => `${key.code ?? key.key}${key.shift === true ? ' shift' : ''}`),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  test.each([
    ['by place, whatever the layout types', press('KeyW', 'z'), 'zoom-in'],
    ['by what is typed, wherever it lies', press('Digit8', '[', {}), 'to-cause'],
    ['plus needs shift on many keyboards', press('Equal', '+', { shiftKey: true }), 'zoom-in'],
    ['not with control', press('KeyW', 'w', { ctrlKey: true }), undefined],
    ['not with shift', press('KeyA', 'A', { shiftKey: true }), undefined],
    ['arrows only with focus', press('ArrowLeft', 'ArrowLeft'), undefined],
  ])('%s', (_, key, id) => expect(timelineCommandFor(key, false)?.id).toBe(id));

  test('arrows pan where the timeline has focus', () => {
    expect(timelineCommandFor(press('ArrowLeft', 'ArrowLeft'), true)?.id).toBe('pan-left');
  });
});

describe('themes', () => {
  test.each([
    ['light', lightTokens],
    ['dark', darkTokens],
  ])('%s: words in bars can be read', (_, tokens) => {
    const theme = makeTheme(tokens);
    theme.states.forEach((fill, state) => {
      if (fill !== undefined)
        // To one decimal, as WCAG states the ratio.
        expect(
          Math.round(contrast(fill, parseHex(theme.inks[state]!)) * 10) / 10,
        ).toBeGreaterThanOrEqual(4.5);
    });
    for (const fill of theme.holders)
      expect(contrast(fill, parseHex(tokens['--surface-1']))).toBeGreaterThan(1.5);
  });

  test('are those of the page', async () => {
    const { readFileSync } = await import('node:fs');
    const css = readFileSync(new URL('../ui/tokens.css', import.meta.url), 'utf8');
    const [light = '', dark = ''] = css.split("[data-theme='dark'] {");
    for (const [tokens, text] of [
      [lightTokens, light],
      [darkTokens, dark],
    ] as const)
      for (const [token, value] of Object.entries(tokens))
        if (!token.startsWith('--font')) expect(text).toContain(`${token}: ${value};`);
  });
});
