import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';

export interface UnreadableAnswer {
  readonly status: number;
  readonly mediaType: string;
  readonly body: string;
}

/** The answer to bytes that are no request of HTTP, by the code that the parser of HTTP gives. */
export type Unreadable = (code: string | undefined, requestId: string) => UnreadableAnswer;

interface Log {
  info(facts: Readonly<Record<string, unknown>>, message: string): void;
}

/** Answers what cannot be read as a request, and ends the connection; no hook and no dialect ever sees it. */
export function refuseConnections(answer: Unreadable, log: Log) {
  return (error: Error & { readonly code?: string }, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || socket.destroyed) return;
    const requestId = randomUUID();
    const { status, mediaType, body } = answer(error.code, requestId);
    if (socket.writable) {
      const head = [
        `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
        'Connection: close',
        `Content-Type: ${mediaType}`,
        `Content-Length: ${Buffer.byteLength(body)}`,
        `X-Request-Id: ${requestId}`,
      ];
      socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
    }
    socket.destroy(error);
    log.info({ requestId, code: error.code, status }, 'no request');
  };
}
