interface Window {
  readonly since: number;
  requests: number;
}

/** Callers that are counted at most; beyond that the longest known are forgotten. */
const most = 10_000;

/**
 * Counts requests per caller within windows of time. The store of the plugin hands out one object for all requests of
 * a caller, so that those which came at the same moment were all refused when the last of them was one too many.
 */
export class RequestCounts {
  readonly #windows = new Map<string, Window>();

  incr(
    caller: string,
    done: (error: null, state: { current: number; ttl: number }) => void,
    milliseconds: number,
  ): void {
    const now = Date.now();
    let window = this.#windows.get(caller);
    if (!window || window.since + milliseconds <= now) {
      window = { since: now, requests: 0 };
      this.#windows.delete(caller);
      this.#windows.set(caller, window);
      this.#forgetOne();
    }
    window.requests += 1;
    done(null, { current: window.requests, ttl: window.since + milliseconds - now });
  }

  child(): this {
    return this;
  }

  #forgetOne(): void {
    const [longestKnown] = this.#windows.keys();
    if (this.#windows.size > most && longestKnown !== undefined) this.#windows.delete(longestKnown);
  }
}
