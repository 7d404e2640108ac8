import type { InputOf } from '../contract/operations.js';
import { isTimeZone } from '../enrollment/instant.js';
import type { Work } from '../work.js';
import type { ComplaintList } from './complaint-list.js';
import { isSame } from './file-record.js';

/** Judges what a file says of the account; answers the zone in which its dates are read. */
export async function planAccount(
  { organization, zone }: Work,
  complaints: ComplaintList,
  entry: InputOf<'loadOrganization'>['account'] = {},
): Promise<{ readonly zone: string; readonly changes: boolean; readonly write: () => Promise<void> }> {
  const before = await organization.account();
  const after = {
    name: entry.name ?? before.name,
    timeZone: entry.timeZone ?? before.timeZone,
    managersMayEnroll: entry.managersMayEnroll ?? before.managersMayEnroll,
  };
  const usable = entry.timeZone === undefined || isTimeZone(entry.timeZone);
  if (!usable) complaints.add('/account/timeZone', 'time_zone', `'${entry.timeZone}' is no IANA time zone.`);
  const changes = !isSame(after, before);
  return {
    zone: (usable && entry.timeZone) || zone,
    changes,
    write: async () => {
      if (changes) await organization.changeAccount(after);
    },
  };
}
