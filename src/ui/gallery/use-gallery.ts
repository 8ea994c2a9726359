import { useEffect, useState } from 'react';
import type { GalleryTexts } from '../../scenarios/scenario.ts';
import { loadGallery } from '../../scenarios/texts.ts';
import { messageOf, notify } from '../../store/notices.ts';
import { useApp } from '../use-app.ts';

export type Gallery = Readonly<Record<string, GalleryTexts>>;

/** Titles and summaries in the page's language; empty until loaded. */
export function useGallery(): Gallery {
  const language = useApp((state) => state.language);
  const [gallery, setGallery] = useState<Gallery>({});
  useEffect(() => {
    let isCurrent = true;
    loadGallery(language).then(
      (loaded) => isCurrent && setGallery(loaded),
      (error: unknown) => notify({ kind: 'load', message: messageOf(error) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [language]);
  return gallery;
}
