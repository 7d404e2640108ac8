import { Failure } from '../contract/failure.js';
import type { OutputOf } from '../contract/operations.js';
import { type Ask, type Asked, type Binding, narrowing, renamed } from './binding.js';
import { everything } from './everything.js';
import { NoSuchThing } from './failure.js';
import { created, done, ids as idList, List, noContent, page, type Shown, shown } from './reply.js';
import { ids, paging, scalars } from './shape.js';
import { namesFieldsById, readRule, ruleShape, showRule } from './smart-rule.js';

type Group = OutputOf<'listGroups'>['items'][number];

const unknown = { text: 'Unknown Group' };

const showGroup = ({ id, name, smart }: Group): Shown => ({ groupId: id, name, isSmart: smart });
const listed = (groups: readonly Group[]) => new List('group', groups.map(showGroup));

/** Name and rule as the core takes them. Ids of profile fields are looked up only where the rule has some. */
async function smartInput({ fields }: Asked, ask: Ask): Promise<object> {
  const { rules } = fields;
  if (rules === undefined) return renamed(fields, { name: 'name' });
  const known = namesFieldsById(rules) ? (await ask('listProfileFields', {})).items : [];
  return { ...renamed(fields, { name: 'name' }), rule: readRule(rules, known) };
}

export const groupBindings: readonly Binding[] = [
  {
    method: 'GET',
    path: '/group',
    operation: 'listGroups',
    async perform(_asked, ask) {
      return shown(listed(await everything<Group>(ask, 'listGroups', {}, 'page through them at /groups')));
    },
  },
  {
    method: 'GET',
    path: '/groups',
    operation: 'listGroups',
    fields: paging,
    async perform({ fields }, ask) {
      const input = { limit: 1_000, ...narrowing(fields, { pageSize: 'limit', pageToken: 'cursor' }) };
      const { items, nextCursor } = await ask('listGroups', input);
      return page('groups', listed(items), nextCursor);
    },
  },
  {
    method: 'POST',
    path: '/group',
    operation: 'addGroup',
    fields: { ...scalars('name'), userIds: ids },
    headers: ['name', 'userIds'],
    async perform({ fields, returnsObject }, ask) {
      const group = await ask('addGroup', renamed(fields, { name: 'name', userIds: 'userIds' }));
      return { ...created, body: returnsObject ? showGroup(group) : group.id };
    },
  },
  {
    method: 'GET',
    path: '/group/:groupId',
    operation: 'getGroup',
    absent: unknown,
    async perform({ part }, ask) {
      const { memberCount, ...group } = await ask('getGroup', { groupId: part('groupId') });
      const instead = 'list the users of the group at /users/v2';
      const members = await everything<{ id: string }>(
        ask,
        'listGroupMembers',
        { groupId: group.id },
        instead,
      );
      return shown({
        ...(showGroup(group) as object),
        usersCount: memberCount,
        userIds: idList(members.map(({ id }) => id)),
      });
    },
  },
  {
    method: 'POST',
    path: '/group/:groupId',
    operation: 'updateGroup',
    fields: scalars('name'),
    headers: ['name'],
    absent: unknown,
    async perform({ part, fields }, ask) {
      await ask('updateGroup', { groupId: part('groupId'), ...renamed(fields, { name: 'name' }) });
      return done;
    },
  },
  {
    method: 'DELETE',
    path: '/group/:groupId',
    operation: 'deleteGroup',
    absent: unknown,
    async perform({ part }, ask) {
      await ask('deleteGroup', { groupId: part('groupId') });
      return noContent;
    },
  },
  {
    method: 'POST',
    path: '/group/:groupId/members',
    operation: 'replaceGroupMembers',
    fields: { ...scalars('name'), userIds: ids },
    headers: ['userIds'],
    absent: unknown,
    addressed: 'groupId',
    async perform({ part, fields }, ask) {
      const input = renamed(fields, { name: 'name', userIds: 'userIds' });
      await ask('replaceGroupMembers', { groupId: part('groupId'), ...input });
      return done;
    },
  },
  {
    method: 'POST',
    path: '/group/smart',
    operation: 'addGroup',
    fields: { ...scalars('name'), rules: ruleShape },
    names: { rule: 'rules' },
    async perform(asked, ask) {
      const input = await smartInput(asked, ask);
      if (!('rule' in input)) {
        const message = 'It is needed: a SMART group has rules.';
        throw new Failure('invalid', message, {
          violations: [{ path: '/rules', rule: 'required', message }],
        });
      }
      const group = await ask('addGroup', input);
      return { ...created, body: asked.returnsObject ? showGroup(group) : group.id };
    },
  },
  {
    method: 'POST',
    path: '/group/smart/:groupId',
    operation: 'updateGroup',
    fields: { ...scalars('name'), rules: ruleShape },
    names: { rule: 'rules' },
    absent: unknown,
    async perform(asked, ask) {
      await ask('updateGroup', { groupId: asked.part('groupId'), ...(await smartInput(asked, ask)) });
      return done;
    },
  },
  {
    method: 'GET',
    path: '/group/smart/:groupId/rules',
    operation: 'getGroup',
    absent: unknown,
    async perform({ part }, ask) {
      const { id, rule, smart } = await ask('getGroup', { groupId: part('groupId') });
      if (!smart) throw new NoSuchThing(400, 'This is no SMART group: it has no rules.');
      // Only those who act on everyone read rules.
      if (rule === null) throw new Failure('forbidden', 'You may not read the rules of groups.');
      const { items } = await ask('listProfileFields', {});
      const rules = showRule(rule, items);
      if (rules === undefined)
        throw new NoSuchThing(
          400,
          'The rule of this group cannot be said in this form: read it at /v1/groups.',
        );
      return shown({ smartGroupRules: { groupId: id, rules } });
    },
  },
];
