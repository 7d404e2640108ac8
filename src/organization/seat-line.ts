import type { OfferEventRecord, SeatsTaken } from './loaded-offers.js';

/** The seats of one event while people come, one after the other. */
export class SeatLine {
  #enrolled: number;
  #waiting: number;

  /** `movesUp`: whether those who wait get the seats that are free before anybody comes. */
  constructor(
    readonly event: Pick<OfferEventRecord, 'maxRegistrations' | 'waitingList'>,
    { enrolled, waiting }: SeatsTaken,
    movesUp: boolean,
  ) {
    const most = event.maxRegistrations ?? Number.POSITIVE_INFINITY;
    const seated = movesUp ? Math.min(waiting, Math.max(0, most - enrolled)) : 0;
    this.#enrolled = enrolled + seated;
    this.#waiting = waiting - seated;
  }

  /** What the next one gets; undefined where neither seats nor places in the line are left. Nobody is overtaken. */
  next(): 'ENROLLED' | 'WAITLISTED' | undefined {
    const most = this.event.maxRegistrations ?? Number.POSITIVE_INFINITY;
    if (this.#waiting === 0 && this.#enrolled < most) {
      this.#enrolled += 1;
      return 'ENROLLED';
    }
    if (!this.event.waitingList) return undefined;
    this.#waiting += 1;
    return 'WAITLISTED';
  }
}
