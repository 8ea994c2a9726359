/**
 * react-i18next's hook with the same options at every render. Without options it makes new ones each time, and then
 * subscribes anew to the language and to the texts.
 */
import { useTranslation as useTranslationWith } from 'react-i18next';

const noOptions = Object.freeze({});

export const useTranslation = ((...[namespaces]: Parameters<typeof useTranslationWith>) =>
  useTranslationWith(namespaces, noOptions)) as typeof useTranslationWith;
