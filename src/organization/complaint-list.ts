import { Failure, type Violation, violationsTold } from '../contract/failure.js';

/** What is wrong with a file, collected so that all of it can be said at once. */
export class ComplaintList {
  readonly #violations: Violation[] = [];
  #count = 0;

  /** `path` is a JSON pointer into the file. */
  add(path: string, rule: string, message: string): void {
    this.#count += 1;
    if (this.#violations.length < violationsTold) this.#violations.push({ path, rule, message });
  }

  /** Fails `invalid`, with the first thousand and how many there are, where there is any. */
  settle(): void {
    const [first] = this.#violations;
    if (first === undefined) return;
    const others = this.#count - 1;
    const more = others === 0 ? '' : ` And ${others} more.`;
    const message = `Nothing was loaded. ${first.path}: ${first.message}${more}`;
    throw new Failure('invalid', message, { violations: this.#violations });
  }
}
