import type { Member } from './directory.js';
import type { Thing, Things } from './organization.js';

/**
 * Writes records that are new or differ: refs that change are freed first, so that others can take them, and the
 * members that were added get their numbers. `refBefore` answers the stored ref of a thing by its id.
 */
export async function writeThings<R extends Thing>(
  things: Things<R>,
  records: ReadonlyMap<Member, R>,
  refBefore: (id: string) => string | null | undefined,
): Promise<void> {
  const fresh = [...records].filter(([member]) => member.no === 0);
  const changes = [...records].filter(([member]) => member.no !== 0).map(([, record]) => record);
  await things.free(
    changes.filter((record) => record.ref !== refBefore(record.id)).map((record) => record.no),
  );
  const nos = await things.add(fresh.map(([, record]) => record));
  for (const [index, [member]] of fresh.entries()) member.no = nos[index] ?? 0;
  await things.change(changes);
}
