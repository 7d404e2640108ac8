import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What happens to a packet that asks the server to commit. */
export type Cut =
  /** The connection breaks, and the server never gets the packet. */
  | 'before'
  /** The server gets it and does it, and the connection breaks before its answer returns. */
  | 'after'
  /** The connection breaks, and the server gets the packet a moment later, when another attempt may be under way. */
  | 'late';

/** Stands between the gateway and a MySQL server, and breaks connections where it was told to. */
export interface Middleman {
  /** The address of the same database, through the middleman. */
  readonly url: string;
  /**
   * Breaks the connection that sends the next COMMIT. Answers, once that has happened, what was sent: `COMMIT` alone
   * or the text of a prepared block that has it inside. `done` tells whether the server has done what it was asked.
   */
  cutNextCommit(cut: Cut, done: () => Promise<boolean>): Promise<string>;
  close(): Promise<void>;
}

const delay = 250;

export async function startMiddleman(database: string): Promise<Middleman> {
  const target = new URL(database);
  const pairs = new Set<readonly [Socket, Socket]>();
  let armed: ((client: Socket, upstream: Socket, packet: Buffer, text: string) => void) | undefined;

  const listener = createServer((client) => {
    const upstream = connect({ host: target.hostname, port: Number(target.port), noDelay: true });
    const pair = [client.setNoDelay(true), upstream] as const;
    pairs.add(pair);
    let silent = false;
    // One block is prepared on a connection, at most: what is executed is what was prepared last.
    let prepared = '';
    upstream.on('data', (data) => silent || client.write(data));
    eachPacket(client, (packet) => {
      if (packet[4] === PREPARE) prepared = textOf(packet);
      const text = packet[4] === EXECUTE ? prepared : packet[4] === QUERY ? textOf(packet) : '';
      const cut = armed;
      if (cut && /\bCOMMIT\b/.test(text)) {
        armed = undefined;
        silent = true;
        cut(client, upstream, packet, text);
      } else upstream.write(packet);
    });
    for (const socket of pair) socket.on('error', () => {});
    client.on('close', () => silent || upstream.destroy());
    upstream.on('close', () => {
      pairs.delete(pair);
      client.destroy();
    });
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const address = listener.address();
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String(typeof address === 'object' && address?.port);

  const cutAll = () => {
    for (const [client, upstream] of pairs) {
      client.destroy();
      upstream.destroy();
    }
  };
  return {
    url: url.href,
    cutNextCommit: (cut, done) =>
      new Promise((resolve, reject) => {
        const act = async (client: Socket, upstream: Socket, packet: Buffer, text: string) => {
          if (cut === 'before') upstream.destroy();
          if (cut === 'after') {
            upstream.write(packet);
            while (!(await done())) await sleep(5);
          }
          client.destroy();
          if (cut === 'late') setTimeout(() => upstream.end(packet), delay);
          return text;
        };
        armed = (...given) => void act(...given).then(resolve, reject);
      }),
    async close() {
      cutAll();
      await new Promise((resolve) => listener.close(resolve));
    },
  };
}

/** How long a late packet is on its way, and a moment more, in milliseconds. */
export const lateArrival = delay + 150;

/** Cuts what a client sends into packets of the protocol: three bytes of length, one of sequence, the payload. */
function eachPacket(socket: Socket, handle: (packet: Buffer) => void): void {
  let held: Buffer = Buffer.alloc(0);
  socket.on('data', (data: Buffer) => {
    held = Buffer.concat([held, data]);
    while (held.length >= 4 && held.length >= 4 + held.readUIntLE(0, 3)) {
      const size = 4 + held.readUIntLE(0, 3);
      handle(held.subarray(0, size));
      held = held.subarray(size);
    }
  });
}

// Commands of the protocol.
const QUERY = 0x03;
const PREPARE = 0x16;
const EXECUTE = 0x17;

const textOf = (packet: Buffer): string => packet.subarray(5).toString('latin1');
