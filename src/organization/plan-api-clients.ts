import type { InputOf } from '../contract/operations.js';
import { hashSecret, verifySecret } from '../permission/secret-hash.js';
import type { Directory } from './directory.js';
import type { ApiClientRecord } from './organization.js';
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
  const pending: {
    readonly entry: Entry;
    readonly before: ApiClientRecord | undefined;
    readonly newSecret: boolean;
  }[] = [];
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
    const newSecret = entry.clientSecret !== undefined && !(await isSecretOf(entry.clientSecret, record));
    if (!record) tally.added += 1;
    else if (newSecret || (user && user.no !== record.userNo)) tally.changed += 1;
    else {
      tally.unchanged += 1;
      continue;
    }
    pending.push({ entry, before: record, newSecret });
  }
  return { tally, write };

  async function write(): Promise<void> {
    const records = await Promise.all(
      pending.map(async ({ entry, before: record, newSecret }): Promise<ApiClientRecord> => {
        const { clientId, clientSecret, userRef } = entry;
        const hash = newSecret && clientSecret !== undefined ? await hashSecret(clientSecret) : undefined;
        return {
          clientId,
          secretHash: hash ?? record?.secretHash ?? '',
          userNo: (userRef === undefined ? undefined : users.find(userRef)?.no) ?? record?.userNo ?? 0,
        };
      }),
    );
    await organization.addApiClients(
      records.filter((record) => !before.has(record.clientId)),
      work.now,
    );
    await organization.changeApiClients(records.filter((record) => before.has(record.clientId)));
  }
}

async function isSecretOf(secret: string, record: ApiClientRecord | undefined): Promise<boolean> {
  return record !== undefined && (await verifySecret(secret, record.secretHash));
}
