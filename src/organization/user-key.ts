import { foldCase } from '../contract/fold-case.js';
import type { ComplaintList } from './complaint-list.js';
import type { UserRecord } from './organization.js';
import type { UserEntry } from './user-entry.js';
import { keyFields, longestKey } from './user-judgement.js';

type Field = (typeof keyFields)[number];

interface Claim {
  readonly key: string;
  readonly path: string;
}

/**
 * Watches over logins and e-mail addresses, which are unique without regard to case: within the file, and against
 * users who have them already, unless the same file takes them away from those.
 */
export class UserKeys {
  readonly #inFile = { login: new Map<string, number>(), email: new Map<string, number>() };
  readonly #givenUp = { login: new Map<string, number>(), email: new Map<string, number>() };
  readonly #claims: Record<Field, Claim[]> = { login: [], email: [] };
  readonly #suspicions: (Claim & { readonly field: Field; readonly holderNo: number })[] = [];

  constructor(readonly complaints: ComplaintList) {}

  /** Takes in one entry, and the user as stored. */
  watch(entry: UserEntry, place: number, before: UserRecord | undefined): void {
    for (const field of keyFields) {
      const asked = entry[field];
      if (asked === undefined) continue;
      const key = folded(asked);
      const keyBefore = folded(before?.[field] ?? null);
      if (before && keyBefore !== null && keyBefore !== key) this.#givenUp[field].set(keyBefore, before.no);
      if (key === null) continue;
      const path = `/users/${place}/${field}`;
      const twin = this.#inFile[field].get(key);
      if (twin !== undefined) this.complaints.add(path, 'duplicate', `/users/${twin} has the same ${field}.`);
      else if ([...key].length > longestKey) this.complaints.add(path, 'max_length', `It is too long.`);
      else if (key !== keyBefore) this.#claims[field].push({ key, path });
      this.#inFile[field].set(key, place);
    }
  }

  /** What was claimed since the last call of `answer`. */
  claimed(field: Field): readonly string[] {
    return this.#claims[field].map((claim) => claim.key);
  }

  /** Takes in who has what was claimed, by key. */
  answer(field: Field, holders: ReadonlyMap<string, number>): void {
    for (const claim of this.#claims[field].splice(0)) {
      const holderNo = holders.get(claim.key);
      if (holderNo !== undefined) this.#suspicions.push({ ...claim, field, holderNo });
    }
  }

  /** Complains about what somebody has and keeps. */
  settle(): void {
    for (const { field, key, path, holderNo } of this.#suspicions) {
      if (this.#givenUp[field].get(key) === holderNo) continue;
      this.complaints.add(path, 'taken', `Another user has this ${field}.`);
    }
  }
}

/** Whether something unique about a user differs in more than its case. */
export function keysDiffer(a: UserRecord, b: UserRecord): boolean {
  return a.ref !== b.ref || keyFields.some((field) => folded(a[field]) !== folded(b[field]));
}

function folded(text: string | null): string | null {
  return text === null ? null : foldCase(text);
}
