/** The guided tours, in order of presentation. */
import type { Language } from '../../scenarios/texts.ts';
import type { Lesson } from '../lesson.ts';

const files = {
  locks: () => import('./locks.json'),
  deadlock: () => import('./deadlock.json'),
  queues: () => import('./queues.json'),
  processes: () => import('./processes.json'),
  signals: () => import('./signals.json'),
} as const;

export type LessonId = keyof typeof files;

export const lessonIds = Object.keys(files) as readonly LessonId[];

export const isLesson = (id: string): id is LessonId => Object.hasOwn(files, id);

/** A test validates the file's content. */
export const loadLesson = async (id: LessonId): Promise<Lesson> =>
  (await files[id]()).default as unknown as Lesson;

export const inLanguage = (
  text: Readonly<Record<'en' | 'zh-CN', string>>,
  language: Language,
): string => text[language];
