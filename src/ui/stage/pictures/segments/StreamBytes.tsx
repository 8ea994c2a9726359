import { useTranslation } from '../../../use-translation.ts';
import type { CssPx } from '../../../../base/units.ts';
import type { Stream } from './segments.ts';

interface StreamBytesProps {
  readonly stream: Stream;
  readonly width: CssPx;
}

const CAPTION: CssPx = 72;

/** The bytes of a stream at both ends, one above the other: acknowledged, present, and holes. */
export function StreamBytes({ stream: { bytes }, width }: StreamBytesProps) {
  const { t } = useTranslation('stage');
  const cell = Math.floor(
    Math.min(20, Math.max(10, (width - CAPTION) / Math.max(1, bytes.length))),
  );
  const held = bytes.findLastIndex(({ receiver }) => receiver !== 'missing') + 1;
  const sent = bytes.map(({ number, letter, acknowledged }) => ({
    number,
    letter,
    is: acknowledged ? 'acknowledged' : 'unacknowledged',
  }));
  const received = bytes.slice(0, held).map(({ number, letter, receiver }) => ({
    number,
    letter: receiver === 'missing' ? '' : letter,
    is: receiver,
  }));
  const rows = [
    ['sent', sent],
    ['received', received],
  ] as const;
  return (
    <div className="segments-stream">
      {rows.map(([row, cells]) => (
        <div key={row} className="segments-bytes">
          <span className="segments-caption" style={{ width: CAPTION }}>
            {t(`segments.${row}`)}
          </span>
          {cells.map(({ number, letter, is }) => (
            <span
              key={number}
              className="segments-byte"
              data-byte={is}
              title={t('segments.byte', { number })}
              style={{ width: cell }}
            >
              {letter}
            </span>
          ))}
        </div>
      ))}
    </div>
  );
}
