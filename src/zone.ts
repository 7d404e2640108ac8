import type { UnitOfWork } from './unit-of-work.js';

/** How long the zone is remembered, in milliseconds. */
const remembered = 10_000;

/** The zone of the account: the one that was loaded with the organisation, else the setting. */
export function zoneOf(unitOfWork: UnitOfWork, setting: string, clock: () => number): () => Promise<string> {
  let known: { zone: Promise<string>; until: number } | undefined;
  return () => {
    const now = clock();
    if (!known || known.until <= now) {
      const zone = unitOfWork.account().then((account) => account.timeZone ?? setting);
      zone.catch(() => {
        known = undefined;
      });
      known = { zone, until: now + remembered };
    }
    return known.zone;
  };
}
