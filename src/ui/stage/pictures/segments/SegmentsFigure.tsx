import { useMemo } from 'react';
import { useTranslation } from '../../../use-translation.ts';
import type { CssPx, Ms } from '../../../../base/units.ts';
import { useMedia } from '../../../use-app.ts';
import { BendingField } from '../../BendingField.tsx';
import { FigureFrame } from '../../FigureFrame.tsx';
import type { FigureProps } from '../../figure-props.ts';
import { labelOf, Packets, streamOf, type Packet } from './segments.ts';
import { StreamBytes } from './StreamBytes.tsx';
import './SegmentsFigure.css';

/** Minimum height: below it, the packets' labels would overlap. */
const LEAST_HEIGHT: CssPx = 104;
/** Time span shown. */
const SPAN: Ms = 3400;
/** After so much silence the picture stops scrolling, so that the last packets stay visible. */
const SILENCE: Ms = 1400;
/** A lost packet is drawn with this travel time. */
const USUAL: Ms = 1000;
const LOST = 0.45;

/** Two hosts as vertical time lines, the packets between them, and the resulting stream. */
export default function SegmentsFigure(props: FigureProps) {
  const { figure, world, trace, views, width, selection, onSelect } = props;
  const { t } = useTranslation('stage');
  const known = useMemo(() => new Packets(trace), [trace]);
  const still = useMedia('(prefers-reduced-motion: reduce)');
  const [wire, flying = -1, lost = -1, left = -1, right = -1] = figure.objects;
  const details = trace.objects[wire];
  if (!details) return null;

  known.upTo(world.count, { wire, flying, lost, inboxes: [left, right] });
  const packets = known.at(world.count);
  const hostAt = (inbox: number) => {
    const thread = views.users.at(inbox, 'receive', world.count)[0];
    return thread === undefined ? '' : world.names.thread(thread);
  };
  const hosts = [hostAt(left), hostAt(right)] as const;

  const gutter = Math.min(128, Math.max(104, width * 0.22));
  const last = Math.max(0, ...packets.map((packet) => endOf(packet, world.time).time));
  const top = Math.max(0, Math.min(world.time, last + SILENCE) - SPAN);
  const x = (host: string) => (host === hosts[1] ? width - gutter : gutter);
  const seconds = Array.from(
    { length: Math.ceil(SPAN / 1000) + 1 },
    (_, i) => (Math.ceil(top / 1000) + i) * 1000,
  ).filter((time) => time <= top + SPAN);
  const drawn = packets.filter((packet) => endOf(packet, world.time).time >= top);
  const streams = hosts.map((host) => streamOf(packets, host));
  return (
    <FigureFrame
      icon="segments"
      kind={t('kind.segments')}
      name={details.name}
      object={wire}
      selection={selection}
      onSelect={onSelect}
      status={t('segments.counts', {
        sent: packets.length,
        lost: packets.filter((packet) => packet.lost !== undefined).length,
      })}
    >
      {streams.map(
        (stream, i) =>
          (i === 0 || stream.bytes.length > 0) && (
            <StreamBytes key={i === 0 ? 'left' : 'right'} stream={stream} width={width} />
          ),
      )}
      <div className="segments-ends">
        {hosts.map((host, i) => (
          <span key={i === 0 ? 'left' : 'right'}>
            <strong>{host}</strong>{' '}
            {t(width < 440 ? 'segments.expects' : 'segments.numbers', {
              next: streams[i]?.next || '–',
              expected: streams[1 - i]?.expected || '–',
            })}
          </span>
        ))}
      </div>
      <BendingField least={LEAST_HEIGHT}>
        {(height) => {
          const y = (time: Ms) => ((time - top) / SPAN) * (height - 12) + 6;
          return (
            <div className="segments" style={{ width, height }}>
              <svg width={width} height={height} role="img" aria-label={t('segments.label')}>
                <defs>
                  <clipPath id="segments-frame">
                    <rect x="0" y="0" width={width} height={height} />
                  </clipPath>
                </defs>
                <g clipPath="url(#segments-frame)">
                  {seconds.map((time) => (
                    <line
                      key={time}
                      className="segments-second"
                      x1={gutter}
                      x2={width - gutter}
                      y1={y(time)}
                      y2={y(time)}
                    />
                  ))}
                  {[gutter, width - gutter].map((at) => (
                    <line key={at} className="segments-life" x1={at} x2={at} y1="0" y2={height} />
                  ))}
                  {drawn.map((packet) => {
                    const end = endOf(packet, world.time, still);
                    const from = x(packet.from);
                    const to =
                      from + (width - gutter - gutter) * end.way * (from === gutter ? 1 : -1);
                    const empty = packet.length === 0 || undefined;
                    return (
                      <g key={packet.sent}>
                        <line
                          className="segments-packet"
                          data-empty={empty}
                          x1={from}
                          y1={y(packet.sentAt)}
                          x2={to}
                          y2={y(end.time)}
                        />
                        {packet.lost === undefined ? (
                          <circle
                            className="segments-head"
                            data-empty={empty}
                            cx={to}
                            cy={y(end.time)}
                            r="3"
                          />
                        ) : (
                          <path
                            className="segments-cross"
                            d={`M${to - 4} ${y(end.time) - 4}l8 8m0-8l-8 8`}
                          />
                        )}
                      </g>
                    );
                  })}
                </g>
              </svg>
              {drawn
                .filter((packet) => packet.sentAt >= top)
                .map((packet) => (
                  <button
                    key={packet.sent}
                    type="button"
                    className="segments-label"
                    tabIndex={-1}
                    data-side={packet.from === hosts[1] ? 'right' : 'left'}
                    data-carries={packet.length > 0 || undefined}
                    data-lost={packet.lost !== undefined || undefined}
                    aria-pressed={selection.kind === 'event' && selection.seq === packet.sent}
                    title={t(`segments.fate.${fateOf(packet)}`, { packet: labelOf(packet) })}
                    style={{
                      width: gutter - 8,
                      transform: `translate(${packet.from === hosts[1] ? width - gutter + 8 : 0}px, ${Math.min(height - 18, Math.max(0, y(packet.sentAt) - 9))}px)`,
                    }}
                    onClick={() => onSelect({ kind: 'event', seq: packet.sent })}
                  >
                    {packet.again ? '↻ ' : ''}
                    {labelOf(packet)}
                  </button>
                ))}
            </div>
          );
        }}
      </BendingField>
    </FigureFrame>
  );
}

/** Position of a packet at its end, from 0 to 1, and the time. */
function endOf(
  packet: Packet,
  now: Ms,
  still = false,
): { readonly way: number; readonly time: Ms } {
  const { sentAt, arrivedAt, due, lost } = packet;
  if (arrivedAt !== undefined) return { way: 1, time: arrivedAt };
  const until = lost !== undefined || due === undefined ? sentAt + USUAL : due;
  const most = lost === undefined ? 1 : LOST;
  const gone = still ? 0.5 : (now - sentAt) / Math.max(1, until - sentAt);
  const way = Math.min(most, Math.max(0, gone));
  return { way, time: Math.min(now, sentAt + way * (until - sentAt)) };
}

function fateOf({ lost, arrived, again }: Packet) {
  if (lost !== undefined) return again ? 'again-lost' : 'lost';
  if (arrived !== undefined) return again ? 'again-arrived' : 'arrived';
  return again ? 'again-flying' : 'flying';
}
