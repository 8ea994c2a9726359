import { useTranslation } from '../use-translation.ts';
import { unreachable } from '../../base/bug.ts';
import type { Notice } from '../../store/notice.ts';

/** The sentences of a notice. External text is inserted as a value, never as markup. */
export function NoticeText({ notice }: { readonly notice: Notice }) {
  const { t } = useTranslation();
  switch (notice.kind) {
    case 'link':
      return (
        <ul>
          {notice.problems.map(({ kind, ...values }, i) => (
            <li key={i}>{t(`problems.${kind}`, values)}</li>
          ))}
        </ul>
      );
    case 'engine':
      return <p>{t('notices.engineHelp', { message: notice.message })}</p>;
    case 'page':
      return <p>{t('notices.pageHelp', { message: notice.message })}</p>;
    case 'schedule':
      return <p>{t(`schedule.${notice.problem.kind}`, { step: notice.problem.step })}</p>;
    case 'file':
      return <p>{t(`files.${notice.problem.kind}`, { ...notice.problem })}</p>;
    case 'code':
      return <p>{t(`code.${notice.problem}`)}</p>;
    case 'full':
      return <p>{t('notices.fullHelp', { count: notice.count })}</p>;
    case 'version':
      return <p>{t('notices.versionHelp')}</p>;
    case 'load':
      return <p>{t('notices.loadHelp', { message: notice.message })}</p>;
    default:
      return unreachable(notice);
  }
}
