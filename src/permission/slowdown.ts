import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../contract/failure.js';

interface Suspicion {
  failures: number;
  until: number;
  waiting: number;
  last: Promise<unknown>;
}

/** Failures that cost nothing, the longest wait, how long a failure is remembered (ms), and bounds of the memory. */
const bounds = { free: 3, longest: 8_000, memory: 15 * 60_000, entries: 10_000, waiting: 20 };

/**
 * Slows guesses per pair of account and address: never per account alone, or anyone could lock others out. Each pair
 * is tried one by one, and waits longer after each failure; a success forgets them.
 */
export class Slowdown {
  readonly #suspicions = new Map<string, Suspicion>();

  constructor(
    readonly clock: () => number,
    readonly pause: (milliseconds: number) => Promise<unknown> = sleep,
  ) {}

  /** Runs a check, slowed as the pair deserves. Fails `too_many` where many guesses wait already. */
  async check(pair: string, attempt: () => Promise<boolean>): Promise<boolean> {
    // Names come from outside and may be as long as a request: what is remembered is short.
    const key = createHash('sha256').update(pair).digest('base64');
    const suspicion = this.#suspicionOf(key);
    if (suspicion.waiting >= bounds.waiting) {
      throw new Failure('too_many', 'Too many failed attempts to sign in.', { retryAfter: 10 });
    }
    suspicion.waiting += 1;
    const turn = suspicion.last.then(async () => {
      const over = suspicion.failures - bounds.free;
      if (over >= 0) await this.pause(Math.min(bounds.longest, 250 * 2 ** over));
      return await attempt();
    });
    suspicion.last = turn.catch(() => undefined);
    try {
      const right = await turn;
      if (right) this.#suspicions.delete(key);
      else {
        suspicion.failures += 1;
        suspicion.until = this.clock() + bounds.memory;
      }
      return right;
    } finally {
      suspicion.waiting -= 1;
    }
  }

  #suspicionOf(key: string): Suspicion {
    const known = this.#suspicions.get(key);
    if (known && (known.waiting > 0 || known.until > this.clock())) return known;
    if (this.#suspicions.size >= bounds.entries) this.#forgetOld();
    const fresh = { failures: 0, until: this.clock() + bounds.memory, waiting: 0, last: Promise.resolve() };
    this.#suspicions.set(key, fresh);
    return fresh;
  }

  /** Drops what has run out; where that is not enough, the pairs longest known. */
  #forgetOld(): void {
    for (const [key, { until, waiting }] of this.#suspicions) {
      if (waiting === 0 && until <= this.clock()) this.#suspicions.delete(key);
    }
    for (const [key, { waiting }] of this.#suspicions) {
      if (this.#suspicions.size < bounds.entries) return;
      if (waiting === 0) this.#suspicions.delete(key);
    }
  }
}
