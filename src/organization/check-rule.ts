import { Failure } from '../contract/failure.js';
import type { Rule } from '../contract/rule.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';

export async function checkRule(_work: Work, _caller: Caller, _rule: Rule, _groupId: string): Promise<Rule> {
  throw new Failure('broken', 'This is not built yet.');
}
