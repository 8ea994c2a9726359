import { useTranslation } from '../use-translation.ts';
import type { CssPx, ObjectIndex, ProcessIndex, ThreadIndex } from '../../base/units.ts';
import { useMedia } from '../use-app.ts';
import type { Connection } from '../../views/folds/connections.ts';
import { FigureFrame } from './FigureFrame.tsx';
import type { FigureProps } from './figure-props.ts';
import { Item } from './Item.tsx';
import { messagesOf } from './messages.ts';
import { TokenField, type Placed } from './TokenField.tsx';
import { tokenSizes } from './token-grid.ts';
import './ServerFigure.css';

const ROW: CssPx = 50;
const LANE: CssPx = 24;

/** A listening socket and a row for each connection: the client, bytes in transit, the server thread. */
export default function ServerFigure(props: FigureProps) {
  const { figure, world, trace, views, width, selection, onSelect } = props;
  const { t } = useTranslation('stage');
  const [index] = figure.objects;
  const details = trace.objects[index];
  const object = world.objects[index];
  if (!details || !object) return null;

  const connections = views.connections.at(index, world.count);
  const size = width >= 440 ? 'pill' : 'chip';
  const token = tokenSizes[size];
  const column = Math.max(token.width, 64);
  const processOf = (thread: ThreadIndex): ProcessIndex => trace.threads[thread]?.process ?? -1;
  /**
   * The thread that last received bytes from the client: first the acceptor, later the process that it passed the
   * connection to.
   */
  const serverOf = ({ request, client }: Connection): ThreadIndex | undefined =>
    views.users
      .at(request, 'receive', world.count)
      .findLast((thread) => processOf(thread) !== processOf(client));
  const tokens: Placed[] = [];
  connections.forEach((connection, row) => {
    const y = row * ROW + 18;
    tokens.push({ thread: connection.client, part: t('server.client'), x: 0, y });
    const server = serverOf(connection);
    if (server === undefined || isServing(server, row)) return;
    tokens.push({ thread: server, part: t('server.serves'), x: width - column, y });
  });
  /** A thread that serves one connection after the other is shown at its current one. */
  function isServing(server: ThreadIndex, row: number): boolean {
    return connections.slice(row + 1).some((later) => serverOf(later) === server);
  }
  const inBacklog = connections.filter(({ accepted }) => accepted === undefined);
  const label = (thread: ThreadIndex | undefined) =>
    thread === undefined ? '' : world.names.process(processOf(thread));
  return (
    <FigureFrame
      icon="listener"
      kind={t('kind.listener')}
      name={details.name}
      object={index}
      selection={selection}
      onSelect={onSelect}
      status={t('server.backlog', { count: inBacklog.length })}
    >
      <TokenField
        {...{ world, selection, onSelect, tokens, size }}
        where="process"
        label={t('server.label', { name: details.name })}
        height={Math.max(1, connections.length) * ROW}
      >
        {connections.length === 0 && <span className="field-caption">{t('server.nobody')}</span>}
        {connections.map((connection, row) => {
          const y = row * ROW;
          const server = serverOf(connection);
          const place = inBacklog.indexOf(connection) + 1;
          const lane = { x: column + 8, width: width - 2 * column - 16 };
          return (
            <div key={connection.request}>
              <Name x={0} y={y} width={column} text={label(connection.client)} />
              <Name
                x={width - column}
                y={y}
                width={column}
                text={place > 0 ? t('server.place', { place }) : label(server)}
              />
              {place > 0 && (
                <span
                  className="server-backlog"
                  style={{
                    width: column,
                    height: token.height,
                    transform: `translate(${width - column}px, ${y + 18}px)`,
                  }}
                />
              )}
              <Bytes {...props} {...lane} object={connection.request} y={y} way="right" />
              <Bytes {...props} {...lane} object={connection.response} y={y + LANE} way="left" />
            </div>
          );
        })}
      </TokenField>
    </FigureFrame>
  );
}

function Name({ x, y, width, text }: { x: CssPx; y: CssPx; width: CssPx; text: string }) {
  return (
    <span className="server-name" style={{ width, transform: `translate(${x}px, ${y}px)` }}>
      {text}
    </span>
  );
}

interface BytesProps extends FigureProps {
  readonly object: ObjectIndex;
  readonly x: CssPx;
  readonly y: CssPx;
  readonly way: 'left' | 'right';
}

/** One direction of a connection, with the bytes not yet received. */
function Bytes({ object, x, y, width, way, world, trace, views, selection, onSelect }: BytesProps) {
  const { t } = useTranslation('stage');
  const still = useMedia('(prefers-reduced-motion: reduce)');
  const state = world.objects[object];
  if (!state) return null;
  const last = views.users.delivery(object, world.count);
  const receiver = last && world.threads[trace.thread(last.received)];
  // The last bytes received are not shown for ever.
  const delivery = receiver?.run === 'ended' ? undefined : last;
  const item = Math.min(170, width * 0.7);
  const path = Math.max(1, width - item - 8);
  const messages = messagesOf(trace, state, delivery, world.time, (item + 4) / path, still);
  /** Without the newline; an empty text is recv()'s sign that the other side has closed. */
  const told = (text: string) => (text === "''" ? t('server.closed') : text.replace(/\\n'$/, "'"));
  const isSelected = selection.kind === 'object' && selection.index === object;
  return (
    <div
      className="lane server-lane"
      data-way={way}
      style={{ width, height: LANE, transform: `translate(${x}px, ${y}px)` }}
    >
      <button
        type="button"
        className="server-line"
        aria-pressed={isSelected}
        aria-label={t('server.direction', {
          name: trace.objects[object]?.name,
          count: state.items.length,
        })}
        title={trace.objects[object]?.name}
        onClick={() => onSelect({ kind: 'object', index: object })}
      >
        <span className="lane-line" />
      </button>
      {messages.map((message) => (
        <span
          key={message.item.sent}
          className="lane-message"
          data-gone={message.received || undefined}
        >
          <Item
            item={{ ...message.item, text: told(message.item.text) }}
            width={item}
            x={(way === 'right' ? message.at : 1 - message.at) * path + 4}
            y={0}
            onSelect={onSelect}
          />
        </span>
      ))}
    </div>
  );
}
