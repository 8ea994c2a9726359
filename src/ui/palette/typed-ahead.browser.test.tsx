import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { app } from '../../store/app-state.ts';
import { commands } from '../../store/commands.ts';
import { Gallery } from '../gallery/Gallery.tsx';
import { restOfTexts, startTexts } from '../i18n.ts';
import { PaletteDialog } from './PaletteDialog.tsx';

beforeAll(async () => {
  await startTexts('en');
  await restOfTexts();
});

const fields: [string, () => void, ReactNode][] = [
  ['the palette', commands.palette.run, <PaletteDialog key="palette" />],
  ['the gallery', commands.searchGallery.run, <Gallery key="gallery" />],
];

it.each(fields)(
  '%s takes what was typed before, and the next key at once',
  async (_, request, drawing) => {
    const element = document.body.appendChild(document.createElement('div'));
    const root = createRoot(element);
    onTestFinished(() => {
      root.unmount();
      element.remove();
      app.setState({ dialog: 'none' });
    });
    request();
    (document.activeElement as HTMLTextAreaElement).value = 'two thr';
    // Before React renders anything again.
    const pressed = new Promise<HTMLInputElement>((resolve) => {
      element.addEventListener('focusin', ({ target }) => {
        if (!(target instanceof HTMLInputElement)) return;
        queueMicrotask(() => {
          document.execCommand('insertText', false, 'e');
          resolve(target);
        });
      });
    });
    root.render(drawing);
    const field = await pressed;
    await expect.poll(() => field.getAttribute('value')).toBe('two thre');
    expect(field.value).toBe('two thre');
    expect(document.activeElement).toBe(field);
  },
);
