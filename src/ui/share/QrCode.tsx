import qrcode from 'qrcode-generator';
import { useTranslation } from '../use-translation.ts';

/** Capacity of the largest code in bytes. */
const MOST = 2953;
/** Quiet zone in modules, as the specification requires. */
const QUIET = 4;

/** A link as a QR code, for a lecture hall. */
export function QrCode({ link }: { readonly link: string }) {
  const { t } = useTranslation('share');
  // URL encoding makes it ASCII.
  const text = new URL(link).href;
  if (text.length > MOST)
    return <p className="share-failed">{t('qrTooLong', { most: MOST, length: text.length })}</p>;
  const code = qrcode(0, text.length > 600 ? 'L' : 'M');
  code.addData(text);
  code.make();
  const count = code.getModuleCount();
  const size = count + 2 * QUIET;
  let path = '';
  for (let row = 0; row < count; row++)
    for (let column = 0; column < count; column++)
      if (code.isDark(row, column)) path += `M${column + QUIET} ${row + QUIET}h1v1h-1z`;
  return (
    <figure className="share-qr">
      <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={t('qr')}>
        <rect width={size} height={size} fill="#ffffff" />
        <path d={path} fill="#000000" shapeRendering="crispEdges" />
      </svg>
      {text.length > 600 && <figcaption>{t('qrDense')}</figcaption>}
    </figure>
  );
}
