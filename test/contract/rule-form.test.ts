import { describe, expect, test } from '@jest/globals';
import { ruleMistakes } from '../../src/contract/rule-form.js';

const group = { criterion: 'group', groupId: 'g' };
const nested = (levels: number): object => (levels === 1 ? group : { not: nested(levels - 1) });
const told = (rule: unknown) => ruleMistakes(rule).map(({ path, rule: word }) => `${path} ${word}`);

describe('the form of a rule', () => {
  test.each([
    [group],
    [{ criterion: 'department', departmentId: 'nl' }],
    [{ criterion: 'department', departmentId: 'nl', below: false }],
    [{ criterion: 'profile_field', name: 'Contract', value: 'يقين ≠ 確か' }],
    [{ and: [group] }],
    [{ or: [group, { not: { and: [group, group] } }] }],
    [nested(10)],
    [{ or: Array.from({ length: 50 }, () => group) }],
  ])('%j is one', (rule) => expect(told(rule)).toEqual([]));

  test.each<[unknown, ...string[]]>([
    [{}, ' required'],
    [{ and: [] }, '/and min_items'],
    [{ or: {} }, '/or type'],
    [{ or: [null, [], 'x', 3] }, '/or/0 type', '/or/1 type', '/or/2 type', '/or/3 type'],
    [{ not: [group] }, '/not type'],
    [{ and: [group], or: [group] }, '/or exactly_one'],
    [{ and: [group], extra: 1 }, '/extra unknown_field'],
    [{ criterion: 'group', groupId: 'g', not: group }, '/criterion exactly_one'],
    [{ criterion: 'team' }, '/criterion one_of'],
    [{ criterion: 'constructor' }, '/criterion one_of'],
    [{ criterion: 'group' }, '/groupId required'],
    [{ criterion: 'group', groupId: 7 }, '/groupId type'],
    [{ criterion: 'group', groupId: ' g' }, '/groupId format'],
    [{ criterion: 'group', groupId: 'g'.repeat(256) }, '/groupId max_length'],
    [{ criterion: 'group', groupId: 'g', below: true }, '/below unknown_field'],
    [{ criterion: 'department', departmentId: 'd', below: 'true' }, '/below type'],
    [{ criterion: 'profile_field', name: 'a b', value: '' }, '/name format', '/value min_length'],
    [{ criterion: 'profile_field', name: 'a', value: 'half a pair \ud800' }, '/value format'],
    [nested(11), `${'/not'.repeat(10)} max_depth`],
    [{ or: Array.from({ length: 51 }, () => group) }, '/or/50 max_criteria'],
    [JSON.parse('{"__proto__": {"and": []}}'), ' required'],
  ])('%j is none, and the place is named', (rule, ...mistakes) => expect(told(rule)).toEqual(mistakes));

  test('a rule of a million wrong branches is refused with a hundred mistakes', () => {
    expect(ruleMistakes({ or: Array.from({ length: 1_000_000 }, () => ({})) })).toHaveLength(100);
  });
});
