import { Failure, pointer, type Violation } from '../contract/failure.js';
import type { Names } from '../contract/selection.js';
import { authorize, unusable } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

interface Lists {
  readonly groupIds?: readonly string[] | undefined;
  readonly groupRefs?: readonly string[] | undefined;
}

/** The numbers of the groups named, each once; fails with every name of none that the caller sees. */
export async function findNamedGroups(work: Work, caller: Caller, input: Lists): Promise<readonly number[]> {
  const names: Names = input.groupIds
    ? { by: 'id', path: '/groupIds', values: input.groupIds }
    : { by: 'ref', path: '/groupRefs', values: input.groupRefs ?? [] };
  const found = await work.groups.find(names, authorize(caller, 'group.read'));
  const violations: Violation[] = [];
  let code: 'invalid' | 'forbidden' = 'invalid';
  for (const [place, group] of found.entries()) {
    if (group) continue;
    const cause = unusable(caller, 'group', names.values[place] ?? '');
    code = cause.code;
    violations.push({ path: names.path + pointer(place), rule: cause.rule, message: cause.message });
  }
  if (violations.length > 0) throw new Failure(code, violations[0]?.message ?? '', { violations });
  return [...new Set(found.flatMap((group) => (group ? [group.no] : [])))].sort((a, b) => a - b);
}
