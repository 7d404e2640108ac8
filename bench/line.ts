import { connect, type Socket } from 'node:net';

export interface Answer {
  status: number;
  body: string;
}

/**
 * One keep-alive connection, one request at a time. Written on a bare socket, because the caller shares its
 * processors with the server that it measures.
 */
export class Line {
  #buffer: Buffer = Buffer.alloc(0);
  #settle: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | undefined;

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#take(chunk));
    socket.on('error', (error) => this.#fail(error));
    socket.on('close', () => this.#fail(new Error('The server closed the connection.')));
  }

  static open(port: number): Promise<Line> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.off('error', reject);
        resolve(new Line(socket));
      });
      socket.once('error', reject);
    });
  }

  ask(request: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.socket.destroyed) return reject(new Error('The connection is closed.'));
      this.#settle = { resolve, reject };
      this.socket.write(request, 'latin1');
    });
  }

  close(): void {
    this.socket.destroy();
  }

  #fail(error: Error): void {
    this.#settle?.reject(error);
    this.#settle = undefined;
  }

  #take(chunk: Buffer): void {
    this.#buffer = this.#buffer.length === 0 ? chunk : Buffer.concat([this.#buffer, chunk]);
    const end = this.#buffer.indexOf('\r\n\r\n');
    if (end < 0) return;
    const head = this.#buffer.toString('latin1', 0, end);
    const body = bodyOf(head, this.#buffer.subarray(end + 4));
    if (body === undefined) return;
    const settle = this.#settle;
    this.#settle = undefined;
    this.#buffer = Buffer.alloc(0);
    settle?.resolve({ status: Number(head.slice(9, 12)), body });
  }
}

/** The body, or undefined while a part of it is missing. */
function bodyOf(head: string, rest: Buffer): string | undefined {
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length !== undefined) return rest.length < Number(length) ? undefined : rest.toString('utf8');
  if (!/\r\ntransfer-encoding: *chunked/i.test(head)) return '';
  if (!rest.subarray(-5).equals(Buffer.from('0\r\n\r\n'))) return undefined;
  const parts: Buffer[] = [];
  for (let at = 0; at < rest.length; ) {
    const line = rest.indexOf('\r\n', at);
    const size = Number.parseInt(rest.toString('latin1', at, line), 16);
    if (size === 0) break;
    parts.push(rest.subarray(line + 2, line + 2 + size));
    at = line + 2 + size + 2;
  }
  return Buffer.concat(parts).toString('utf8');
}

/** One request on a connection of its own. */
export async function askOnce(port: number, request: string): Promise<Answer> {
  const line = await Line.open(port);
  try {
    return await line.ask(request);
  } finally {
    line.close();
  }
}
