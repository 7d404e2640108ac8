import type { InputOf } from '../contract/operations.js';
import { hashSecret, verifySecret } from '../permission/secret-hash.js';
import type { Directory } from './directory.js';
import type { ApiClientChange, ApiClientRecord } from './organization.js';
import { emptyTally, type Loading, type Plan } from './plan.js';

type Entry = NonNullable<InputOf<'loadOrganization'>['apiClients']>[number];

/** Judges the API clients of a file. */
export async function planApiClients(
  { work, complaints }: Loading,
  entries: readonly Entry[],
  users: Directory,
): Promise<Plan> {
  const { organization } = work;
  const stored = await organization.apiClients(entries.map((entry) => entry.clientId));
  const before = new Map(stored.map((record) => [record.clientId, record]));
  const places = new Map<string, number>();
  const tally = emptyTally();
  const pending: { clientId: string; newSecret: string | undefined; userRef: string | undefined }[] = [];
  for (const [place, entry] of entries.entries()) {
    const path = `/apiClients/${place}`;
    const twin = places.get(entry.clientId);
    if (twin !== undefined) {
      complaints.add(`${path}/clientId`, 'duplicate', `/apiClients/${twin} is the same client.`);
      continue;
    }
    places.set(entry.clientId, place);
    const record = before.get(entry.clientId);
    for (const field of ['clientSecret', 'userRef'] as const) {
      if (record || entry[field] !== undefined) continue;
      complaints.add(`${path}/${field}`, 'required', 'A new client needs it.');
    }
    const user = entry.userRef === undefined ? undefined : users.refer(entry.userRef, `${path}/userRef`);
    const { clientId, clientSecret, userRef } = entry;
    const known = clientSecret === undefined || (await isSecretOf(clientSecret, record));
    if (record && known && (user === undefined || user.no === record.userNo)) {
      tally.unchanged += 1;
      continue;
    }
    if (record) tally.changed += 1;
    else tally.added += 1;
    pending.push({ clientId, newSecret: known ? undefined : clientSecret, userRef });
  }
  return { tally, write };

  async function write(): Promise<void> {
    const records = await Promise.all(
      pending.map(async ({ clientId, newSecret, userRef }) => ({
        clientId,
        secretHash: newSecret === undefined ? undefined : await hashSecret(newSecret),
        userNo: userRef === undefined ? undefined : users.find(userRef)?.no,
      })),
    );
    const fresh = records.filter((record) => !before.has(record.clientId));
    await organization.addApiClients(fresh.filter(isComplete), work.now);
    await organization.changeApiClients(records.filter((record) => before.has(record.clientId)));
  }
}

/** Whether a client has all that a new one needs; the others were complained about. */
function isComplete(change: ApiClientChange): change is ApiClientChange & ApiClientRecord {
  return change.secretHash !== undefined && change.userNo !== undefined;
}

async function isSecretOf(secret: string, record: ApiClientRecord | undefined): Promise<boolean> {
  return record !== undefined && (await verifySecret(secret, record.secretHash));
}
