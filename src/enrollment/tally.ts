import type { LinkedVia } from '../contract/failure.js';
import { outcomesListed } from '../contract/outcome.js';
import { type Failed, type FailedOutcome, failed } from './failed.js';
import type { HeldEnrollment } from './grants.js';

interface Named {
  readonly enrollmentId: string | null;
  readonly learnerId: string;
  readonly learnerRef: string | null;
  readonly courseId: string;
  readonly courseRef: string | null;
}

/** A pair that was never enrolled. */
export type MissingPair = Named & { readonly enrollmentId: null };

type Told<W extends string> = Named & {
  readonly outcome: W | 'not_enrolled';
  readonly linkedVia?: LinkedVia[];
};

/** Counts what happened exactly and lists as much of it as an answer holds, failures first. */
export class Tally<W extends string> {
  done = 0;
  notEnrolled = 0;
  readonly failures: Failed[] = [];
  readonly #told: Told<W>[] = [];

  tell(outcome: W | 'not_enrolled', held: HeldEnrollment, linkedVia: LinkedVia[] = []): void {
    if (outcome === 'not_enrolled') this.notEnrolled += 1;
    else this.done += 1;
    const links = linkedVia.length > 0 ? { linkedVia } : {};
    if (this.#told.length < outcomesListed) this.#told.push({ outcome, ...namesOf(held), ...links });
  }

  missing(pairs: readonly MissingPair[], more: number): void {
    this.notEnrolled += pairs.length + more;
    for (const pair of pairs) {
      if (this.#told.length < outcomesListed) this.#told.push({ outcome: 'not_enrolled', ...pair });
    }
  }

  fail(held: HeldEnrollment, path: string, message: string, linkedVia: LinkedVia[]): void {
    this.failures.push(
      failed({ code: 'conflict', path, rule: 'linked_via', message, linkedVia }, namesOf(held)),
    );
  }

  answer(): { outcomes: (Told<W> | FailedOutcome)[]; outcomesOmitted: number } {
    const all = [...this.failures.map((failure) => failure.outcome), ...this.#told];
    const outcomes = all.slice(0, outcomesListed);
    const total = this.done + this.notEnrolled + this.failures.length;
    return { outcomes, outcomesOmitted: total - outcomes.length };
  }
}

function namesOf({ id, learnerId, learnerRef, courseId, courseRef }: HeldEnrollment): Named {
  return { enrollmentId: id, learnerId, learnerRef, courseId, courseRef };
}
