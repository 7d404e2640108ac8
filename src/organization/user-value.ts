import { pointer } from '../contract/failure.js';
import type { ComplaintList } from './complaint-list.js';
import type { Member } from './directory.js';
import type { ProfileFieldRecord, ProfileValue } from './organization.js';
import type { FieldValue } from './profile-fields.js';
import { toWrite, valueKey, wrongValue } from './profile-value.js';
import type { UserEntry } from './user-entry.js';

/** A profile field as it will be; the number of the member is known once it is written. */
export interface PlannedField {
  readonly member: Member;
  readonly field: ProfileFieldRecord;
}

interface Claim {
  readonly key: string;
  readonly path: string;
}

/** What is watched of one field whose values are unique. */
interface Watch {
  readonly field: PlannedField;
  readonly inFile: Map<string, number>;
  readonly givenUp: Map<string, number>;
  claims: Claim[];
}

/** Judges the values of profile fields that a file gives to people, the unique ones as logins are judged. */
export class UserValues {
  readonly #fields: ReadonlyMap<string, PlannedField>;
  readonly #required: readonly PlannedField[];
  readonly #watches = new Map<PlannedField, Watch>();
  readonly #suspicions: (Claim & { readonly watch: Watch; readonly holderNo: number })[] = [];

  constructor(
    fields: readonly PlannedField[],
    readonly complaints: ComplaintList,
  ) {
    this.#fields = new Map(fields.map((one) => [one.field.name, one]));
    this.#required = fields.filter((one) => one.field.required);
    for (const field of fields.filter((one) => one.field.unique))
      this.#watches.set(field, { field, inFile: new Map(), givenUp: new Map(), claims: [] });
  }

  /** Whether the values that a user has are needed to judge an entry. */
  needs(entry: UserEntry): boolean {
    return this.#required.length > 0 || entry.profileFields !== undefined;
  }

  /** Takes in one entry, and the values of the user as stored; answers whether they will be others. */
  watch(
    entry: UserEntry,
    place: number,
    user: { readonly no: number },
    before: readonly FieldValue[],
  ): boolean {
    const seen = new Set<PlannedField>();
    let differs = false;
    for (const [name, asked] of Object.entries(entry.profileFields ?? {})) {
      const path = `/users/${place}/profileFields${pointer(name)}`;
      const field = this.#fields.get(name.toLowerCase());
      if (!field) {
        this.complaints.add(path, 'unknown_field', `There is no profile field '${name}'.`);
        continue;
      }
      if (seen.has(field)) this.complaints.add(path, 'duplicate', 'It is given twice.');
      seen.add(field);
      const value = asked || null;
      const wrong = value === null ? undefined : wrongValue(field.field, value);
      if (wrong) this.complaints.add(path, wrong.rule, wrong.message);
      const valueBefore = before.find((one) => one.fieldNo === field.member.no)?.value ?? null;
      if (value !== valueBefore) differs = true;
      const watch = this.#watches.get(field);
      if (watch) this.#claim(watch, value, valueBefore, { path, place, no: user.no });
    }
    return differs;
  }

  /** Complains about required values that somebody who is added or changed will not have. */
  requireAll(entry: UserEntry, place: number, before: readonly FieldValue[]): void {
    if (this.#required.length === 0) return;
    const asked = new Map(
      Object.entries(entry.profileFields ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
    );
    for (const { field, member } of this.#required) {
      const has = asked.has(field.name)
        ? asked.get(field.name)
        : before.some((one) => one.fieldNo === member.no);
      const path = `/users/${place}/profileFields/${field.name}`;
      if (!has) this.complaints.add(path, 'required', `Every user must have a value of ${field.name}.`);
    }
  }

  /** What was claimed since the last time, of fields that are there already; to be answered with who has it. */
  *claimed(): Generator<{
    readonly fieldNo: number;
    readonly keys: readonly string[];
    readonly answer: (holders: ReadonlyMap<string, number>) => void;
  }> {
    for (const watch of this.#watches.values()) {
      const claims = watch.claims;
      watch.claims = [];
      if (watch.field.member.no === 0 || claims.length === 0) continue;
      const answer = (holders: ReadonlyMap<string, number>) => {
        for (const claim of claims) {
          const holderNo = holders.get(claim.key);
          if (holderNo !== undefined) this.#suspicions.push({ ...claim, watch, holderNo });
        }
      };
      yield { fieldNo: watch.field.member.no, keys: claims.map((claim) => claim.key), answer };
    }
  }

  /** Complains about what somebody has and keeps. */
  settle(): void {
    for (const { watch, key, path, holderNo } of this.#suspicions) {
      if (watch.givenUp.get(key) === holderNo) continue;
      this.complaints.add(path, 'taken', `Another user has this value of ${watch.field.field.name}.`);
    }
  }

  /** What an entry gives to a user, as it is stored. */
  *valuesOf(entry: UserEntry, userNo: number): Generator<ProfileValue> {
    for (const [name, value] of Object.entries(entry.profileFields ?? {})) {
      const known = this.#fields.get(name.toLowerCase());
      if (known) yield { ...toWrite({ ...known.field, no: known.member.no }, value || null), userNo };
    }
  }

  #claim(
    { field, inFile, givenUp, claims }: Watch,
    value: string | null,
    valueBefore: string | null,
    { path, place, no }: { readonly path: string; readonly place: number; readonly no: number },
  ): void {
    const key = value === null ? null : valueKey(value);
    const keyBefore = valueBefore === null ? null : valueKey(valueBefore);
    if (keyBefore !== null && keyBefore !== key) givenUp.set(keyBefore, no);
    if (key === null) return;
    const twin = inFile.get(key);
    if (twin !== undefined)
      this.complaints.add(path, 'duplicate', `/users/${twin} has the same ${field.field.name}.`);
    else if (key !== keyBefore) claims.push({ key, path });
    inFile.set(key, place);
  }
}
