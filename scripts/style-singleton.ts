/**
 * Stands in for the package react-style-singleton, with which Radix's dialogs and menus lock the page's scrolling. That
 * one adds a <style> element, which our content policy refuses; an adopted style sheet is allowed, and does the same.
 */
import { useLayoutEffect } from 'react';

/** A component whose styles apply once, from its first instance on until its last one goes. */
export function styleSingleton() {
  let instances = 0;
  let sheet: CSSStyleSheet | undefined;

  function add(styles: string): void {
    instances += 1;
    if (sheet !== undefined) return;
    sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    document.adoptedStyleSheets.push(sheet);
  }

  function remove(): void {
    instances -= 1;
    if (instances > 0) return;
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    sheet = undefined;
  }

  return function Sheet({ styles }: { styles: string }): null {
    useLayoutEffect(() => {
      add(styles);
      return remove;
    }, [styles]);
    return null;
  };
}
