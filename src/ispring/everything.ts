import { Failure } from '../contract/failure.js';
import type { OperationName } from '../contract/operations.js';
import { pageSize } from '../contract/page.js';
import type { Ask } from './binding.js';

/** Entries of a list that is answered whole, at most. */
const most = 50_000;

type Paged = { readonly items: readonly unknown[]; readonly nextCursor: string | null };

/** All entries of a list, over as many pages as there are; fails `too_large` where nobody would wait for them. */
export async function everything<T>(
  ask: Ask,
  operation: OperationName,
  input: object,
  instead: string,
): Promise<readonly T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = (await ask(operation, {
      ...input,
      limit: pageSize.most,
      ...(cursor === undefined ? {} : { cursor }),
    })) as unknown as Paged;
    for (const item of page.items) items.push(item as T);
    if (items.length > most || (items.length === most && page.nextCursor !== null)) {
      const message = `There are more than ${most} entries: ${instead}.`;
      throw new Failure('too_large', message, { violations: [{ path: '', rule: 'max_items', message }] });
    }
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return items;
}
