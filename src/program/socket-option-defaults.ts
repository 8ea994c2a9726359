/** Default values of socket options. */
import {
  IPPROTO_TCP,
  SOL_SOCKET,
  SO_ACCEPTCONN,
  SO_BROADCAST,
  SO_ERROR,
  SO_KEEPALIVE,
  SO_LINGER,
  SO_RCVBUF,
  SO_REUSEADDR,
  SO_REUSEPORT,
  SO_SNDBUF,
  SO_TYPE,
  SOCK_STREAM,
  TCP_NODELAY,
} from './socket-options.ts';

/** By level and option; options not listed do not exist in Linux or are not supported. */
export const DEFAULTS: Readonly<Record<string, number>> = {
  [`${SOL_SOCKET} ${SO_REUSEADDR}`]: 0,
  [`${SOL_SOCKET} ${SO_TYPE}`]: SOCK_STREAM,
  [`${SOL_SOCKET} ${SO_ERROR}`]: 0,
  [`${SOL_SOCKET} ${SO_BROADCAST}`]: 0,
  [`${SOL_SOCKET} ${SO_SNDBUF}`]: 16_384,
  [`${SOL_SOCKET} ${SO_RCVBUF}`]: 131_072,
  [`${SOL_SOCKET} ${SO_KEEPALIVE}`]: 0,
  [`${SOL_SOCKET} ${SO_LINGER}`]: 0,
  [`${SOL_SOCKET} ${SO_REUSEPORT}`]: 0,
  [`${SOL_SOCKET} ${SO_ACCEPTCONN}`]: 0,
  [`${IPPROTO_TCP} ${TCP_NODELAY}`]: 0,
};
