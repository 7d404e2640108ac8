import { Failure } from '../contract/failure.js';
import { judgeKeys, judgeUser, type UserWords } from './user-judgement.js';

/** Judges what a request says of a user, as far as it needs nothing but itself; fails `invalid` with all that is wrong. */
export function checkUser(words: UserWords, zone: string): void {
  const violations = [...judgeUser(words, zone), ...judgeKeys(words)];
  const [first] = violations;
  if (first) throw new Failure('invalid', first.message, { violations });
}
