import { createHash, randomBytes } from 'node:crypto';
import { Failure } from '../contract/failure.js';
import { foldCase } from '../contract/fold-case.js';
import type { UnitOfWork } from '../unit-of-work.js';
import type { UserCaller } from './caller.js';
import type { Credentials } from './credentials.js';
import { hashSecret, verifySecret } from './secret-hash.js';
import { Slowdown } from './slowdown.js';
import { hashToken } from './token-hash.js';

/** How long a caller found by token is taken for granted, and a verified secret, in milliseconds. */
const taken = { token: 2_000, secret: 60_000, entries: 10_000 };

/** Tells who is speaking. A revoked token, or an inactive user, stops working within seconds on every instance. */
export interface Recognition {
  /**
   * Fails `unauthenticated`, in the same words and at the same pace whether or not the account exists. `address` is
   * where the request comes from.
   */
  recognize(credentials: Credentials, address: string): Promise<UserCaller>;
  /** Forgets what was taken for granted: after roles, tokens or secrets have changed. */
  forget(): void;
}

export function recognition(
  unitOfWork: Pick<UnitOfWork, 'read'>,
  clock: () => number,
  slowdown = new Slowdown(clock),
): Recognition {
  const callers = new Map<string, { caller: UserCaller; until: number }>();
  const verified = new Map<string, number>();
  const underway = new Map<string, Promise<boolean>>();
  const salt = randomBytes(32);
  let decoy: Promise<string> | undefined;

  const byToken = async (token: string): Promise<UserCaller> => {
    const hash = hashToken(token);
    const key = hash.toString('latin1');
    const now = clock();
    const known = callers.get(key);
    if (known && known.until > now) return known.caller;
    const found = await unitOfWork.read((ports) => ports.access.callerByToken(hash, now));
    if (!found) throw notRecognized();
    if (callers.size >= taken.entries) callers.clear();
    const caller = { ...found.caller, tokenEndsAt: found.expiresAt };
    callers.set(key, { caller, until: Math.min(now + taken.token, found.expiresAt) });
    return caller;
  };

  /** Whether a secret has this hash; no account means a decoy is checked in its place, at the same cost. */
  const isRight = async (
    pair: string,
    secret: string,
    stored: string | null | undefined,
  ): Promise<boolean> => {
    const mark = createHash('sha256').update(salt).update(`${stored}\n${secret}`).digest('base64');
    if (stored && (verified.get(mark) ?? 0) > clock()) return true;
    // Many who show the same at the same moment are one attempt, or a burst of those who are right would be refused.
    const attempt = `${mark} ${pair}`;
    const begun =
      underway.get(attempt) ??
      slowdown
        .check(pair, async () => {
          decoy ??= hashSecret(randomBytes(16).toString('hex'));
          return (await verifySecret(secret, stored ?? (await decoy))) && Boolean(stored);
        })
        .finally(() => underway.delete(attempt));
    underway.set(attempt, begun);
    const right = await begun;
    if (right) {
      if (verified.size >= taken.entries) verified.clear();
      verified.set(mark, clock() + taken.secret);
    }
    return right;
  };

  return {
    async recognize(credentials, address) {
      if (credentials.kind === 'token') return await byToken(credentials.token);
      if (credentials.kind === 'password') {
        const { name, password } = credentials;
        const signIn = await unitOfWork.read((ports) => ports.access.callerByName(name));
        const right = await isRight(`user ${foldCase(name)} ${address}`, password, signIn?.passwordHash);
        if (!right || !signIn) throw notRecognized();
        return signIn.caller;
      }
      const { clientId, clientSecret } = credentials;
      const client = await unitOfWork.read((ports) => ports.access.client(clientId));
      const right = await isRight(`client ${clientId} ${address}`, clientSecret, client?.secretHash);
      if (!right || !client?.caller) throw notRecognized();
      return client.caller;
    },
    forget() {
      // What was verified stays: it holds for the hash that is stored, and no other.
      callers.clear();
    },
  };
}

function notRecognized(): Failure {
  return new Failure('unauthenticated', 'Authorization failed: the credentials are not valid, or no longer.');
}
