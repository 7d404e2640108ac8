import type { UnitOfWork } from './unit-of-work.js';

/** How long the zone is remembered, in milliseconds. */
const remembered = 10_000;

/** The IANA name of the zone of the account. */
export interface AccountZone {
  (): Promise<string>;
  /** Asks the database next time: after an organisation was loaded. */
  forget(): void;
}

/** The zone of the account: the one that was loaded with the organisation, else the setting. */
export function zoneOf(unitOfWork: UnitOfWork, setting: string, clock: () => number): AccountZone {
  let known: { zone: Promise<string>; until: number } | undefined;
  const forget = () => {
    known = undefined;
  };
  const ask = () => {
    const now = clock();
    if (!known || known.until <= now) {
      const zone = unitOfWork.account().then((account) => account.timeZone ?? setting);
      zone.catch(forget);
      known = { zone, until: now + remembered };
    }
    return known.zone;
  };
  return Object.assign(ask, { forget });
}
