import { Failure, violationsTold } from '../contract/failure.js';
import type { Work } from '../work.js';
import { beyondReach } from './authorize.js';
import type { Caller } from './caller.js';
import { goesBeyond } from './rank.js';

/** Somebody whom the request is about, and where it names them. */
export interface PersonNamed {
  readonly no: number;
  readonly path: string;
}

const { rule, message } = beyondReach('user');

/**
 * Fails `forbidden`, in the same words whatever they hold, where one of the people holds a role that goes beyond what
 * the caller may: nobody changes, moves or deletes those who may more than they do. To be called with their rows
 * locked, so that no role is given to them meanwhile.
 */
export async function checkRank(
  work: Pick<Work, 'roles'>,
  caller: Caller,
  people: readonly PersonNamed[],
): Promise<void> {
  const nos = people.map((person) => person.no);
  const beyond = await findBeyondRank(work, caller, nos);
  const violations = people
    .filter((person) => beyond.has(person.no))
    .map(({ path }) => ({ path, rule, message }));
  if (violations.length > 0)
    throw new Failure('forbidden', message, { violations: violations.slice(0, violationsTold) });
}

/** The numbers of those who hold a role that goes beyond what the caller may, for requests that go on without them. */
export async function findBeyondRank(
  { roles }: Pick<Work, 'roles'>,
  caller: Caller,
  userNos: readonly number[],
): Promise<ReadonlySet<number>> {
  if (caller.kind !== 'user' || caller.roles.some(({ role }) => role === 'owner')) return new Set();
  const held = await roles.heldBy(userNos);
  return new Set(held.filter((role) => goesBeyond(caller, role)).map((role) => role.userNo));
}
