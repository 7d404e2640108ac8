import type { InputOf, OutputOf } from '../contract/operations.js';
import { userListNames } from '../contract/selection.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

/** Which of the people named are there, in the words of the request, each name once. */
export async function findExistingUsers(
  work: Work,
  caller: Caller,
  input: InputOf<'findExistingUsers'>,
): Promise<OutputOf<'findExistingUsers'>> {
  const reach = authorize(caller, 'user.read');
  const names = userListNames(input);
  const nos = await work.users.find(names, reach);
  const people = await work.users.names([...new Set(nos)].filter((no) => no !== 0));
  const items = new Map<string, OutputOf<'findExistingUsers'>['items'][number]>();
  for (const [place, name] of names.values.entries()) {
    const person = people.get(nos[place] ?? 0);
    if (person && !items.has(name)) items.set(name, { name, userId: person.id, userRef: person.ref });
  }
  return { items: [...items.values()] };
}
