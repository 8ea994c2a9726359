import { CHANNEL, encodeMessage, parseMessage, type Message } from './messages.ts';

/** The channel shared by all tabs. `receive` gets valid messages only. */
export function openChannel(receive: (message: Message) => void): (message: Message) => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const message = parseMessage(data);
    if (message !== undefined) receive(message);
  });
  return (message) => channel.postMessage(encodeMessage(message));
}
