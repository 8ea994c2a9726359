import { Component, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import { beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { startTexts } from '../i18n.ts';
import { later } from './later.tsx';

// What comes later waits for the texts of the page's language.
beforeAll(() => startTexts('en'));

const Name = ({ name }: { readonly name: string }) => <b>{name}</b>;

it('shows nothing until its module is there, and then it', async () => {
  const modules = Promise.withResolvers<typeof Name>();
  const Late = later(() => modules.promise);
  const { element, root } = place();
  flushSync(() => root.render(<Late name="Ann" />));
  expect(element.textContent).toBe('');
  modules.resolve(Name);
  await expect.poll(() => element.textContent).toBe('Ann');
});

it('keeps its room until then, if it is told how', async () => {
  const modules = Promise.withResolvers<typeof Name>();
  const Late = later(
    () => modules.promise,
    ({ name }) => <i>room for {name}</i>,
  );
  const { element, root } = place();
  flushSync(() => root.render(<Late name="Ann" />));
  expect(element.innerHTML).toBe('<i>room for Ann</i>');
  modules.resolve(Name);
  await expect.poll(() => element.innerHTML).toBe('<b>Ann</b>');
});

it('shows what arrives together in a task each', async () => {
  const [Ann, Ben] = [later(async () => Name), later(async () => Name)];
  const { element, root } = place();
  const seen: string[] = [];
  const observer = new MutationObserver(() => seen.push(element.textContent));
  observer.observe(element, { childList: true, subtree: true });
  onTestFinished(() => observer.disconnect());
  flushSync(() =>
    root.render(
      <>
        <Ann name="Ann" />
        <Ben name="Ben" />
      </>,
    ),
  );
  await expect.poll(() => element.textContent).toBe('AnnBen');
  expect(seen).toEqual(['Ann', 'AnnBen']);
});

it('shows at once what has been fetched before', async () => {
  const Late = later(async () => Name);
  await Late.preload();
  const { element, root } = place();
  flushSync(() => root.render(<Late name="Ben" />));
  expect(element.textContent).toBe('Ben');
});

it('throws where its module cannot be had, and asks again when it is put there again', async () => {
  const load = vi.fn<() => Promise<typeof Name>>();
  load.mockRejectedValueOnce(new Error('no network')).mockResolvedValueOnce(Name);
  const Late = later(load);
  const { element, root } = place();
  root.render(<Fence key="first">{<Late name="Cy" />}</Fence>);
  await expect.poll(() => element.textContent).toBe('no network');
  root.render(<Fence key="again">{<Late name="Cy" />}</Fence>);
  await expect.poll(() => element.textContent).toBe('Cy');
});

class Fence extends Component<{ readonly children: ReactNode }> {
  override state = { message: undefined as string | undefined };

  static getDerivedStateFromError = ({ message }: Error) => ({ message });

  override render() {
    return this.state.message ?? this.props.children;
  }
}

function place(): { element: HTMLElement; root: Root } {
  const element = document.createElement('div');
  const root = createRoot(element, { onCaughtError: () => undefined });
  onTestFinished(() => root.unmount());
  return { element, root };
}
