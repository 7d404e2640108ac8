import type { Violation } from '../contract/failure.js';
import { foldCase } from '../contract/fold-case.js';
import { isTimeZone, readLocalDay } from '../enrollment/instant.js';

/** What is unique about a user beside id and ref. */
export const keyFields = ['login', 'email'] as const;

/** Characters that a key can have; folding makes some texts longer. */
export const longestKey = 255;

/** What can be said of a user and needs nothing but itself to be judged. */
export interface UserWords {
  readonly login?: string | null | undefined;
  readonly email?: string | null | undefined;
  readonly language?: string | null | undefined;
  readonly timeZone?: string | null | undefined;
  readonly addedDate?: string | undefined;
}

/** What is wrong with them; paths begin at the user. `zone` is the account's. */
export function judgeUser(words: UserWords, zone: string): readonly Violation[] {
  const { email, language, timeZone, addedDate } = words;
  const wrong: Violation[] = [];
  if (email && !isAddress(email))
    wrong.push({ path: '/email', rule: 'email', message: `'${email}' is no e-mail address.` });
  if (language && !isLanguage(language)) {
    const message = `'${language}' is no language tag (BCP 47).`;
    wrong.push({ path: '/language', rule: 'language', message });
  }
  if (timeZone && !isZone(timeZone))
    wrong.push({ path: '/timeZone', rule: 'time_zone', message: `'${timeZone}' is no IANA time zone.` });
  if (addedDate !== undefined && readLocalDay(addedDate, zone) === undefined) {
    const message = 'It is no day of the calendar between 1900 and 9999.';
    wrong.push({ path: '/addedDate', rule: 'date', message });
  }
  return wrong;
}

/** Logins and addresses that are too long to be held apart; folding makes some texts longer. */
export function judgeKeys(words: UserWords): readonly Violation[] {
  return keyFields.flatMap((field) => {
    const text = words[field];
    if (!text || [...foldCase(text)].length <= longestKey) return [];
    return [{ path: `/${field}`, rule: 'max_length', message: 'It is too long.' }];
  });
}

/** Something on both sides of the last `@`; whether anybody reads it is not ours to know. */
function isAddress(text: string): boolean {
  const at = text.lastIndexOf('@');
  return at > 0 && at < text.length - 1;
}

const languages = new Map<string, boolean>();
const zones = new Map<string, boolean>();

function isLanguage(tag: string): boolean {
  return remembered(languages, tag, () => {
    try {
      return Intl.getCanonicalLocales(tag).length === 1;
    } catch {
      return false;
    }
  });
}

function isZone(name: string): boolean {
  return remembered(zones, name, () => isTimeZone(name));
}

/** Asking the runtime is slow, and large files name the same few. */
function remembered(known: Map<string, boolean>, text: string, ask: () => boolean): boolean {
  const answer = known.get(text) ?? ask();
  if (known.size > 1_000) known.clear();
  known.set(text, answer);
  return answer;
}
