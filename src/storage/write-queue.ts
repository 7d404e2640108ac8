import { Failure } from '../contract/failure.js';

/**
 * Lets one in at a time, in the order of arrival. Whoever has waited longer than the bound (milliseconds) leaves the
 * queue and fails `unavailable`; the event loop stays free meanwhile.
 */
export class WriteQueue {
  readonly #waiting: (() => void)[] = [];
  #busy = false;

  constructor(readonly bound: number) {}

  async enter(): Promise<void> {
    if (!this.#busy) {
      this.#busy = true;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(turn), 1);
        reject(new Failure('unavailable', 'Too many are waiting to write.', { retryAfter: 5 }));
      }, this.bound);
      const turn = () => {
        clearTimeout(timer);
        resolve();
      };
      this.#waiting.push(turn);
    });
  }

  leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#busy = false;
  }
}
