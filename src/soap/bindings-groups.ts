import type { OutputOf } from '../contract/operations.js';
import { type Binding, ids, scalar, success, wrongParameters } from './binding.js';
import { node } from './encode-values.js';
import { ruleAsks, shapeRule } from './smart-rule.js';

export const groupBindings: readonly Binding[] = [
  {
    name: 'AddGroup',
    operation: 'addGroup',
    fields: { name: scalar('name'), kind: scalar('kind'), userIds: ids('userIds') },
    // The table of the documentation has it so, its sample does not.
    otherNames: { userId: 'userIds' },
    reply: ({ id }: OutputOf<'addGroup'>) => ['AddGroupResult', [node('groupId', id)]],
  },
  {
    name: 'UpdateGroup',
    operation: 'updateGroup',
    fields: { groupId: scalar('groupId'), name: scalar('name') },
    required: ['name'],
    reply: success('updateGroupResult'),
    texts: { absent: 'Unknown Group', ...wrongParameters },
  },
  {
    // In doubt: the documentation does not show the reply; its name is that of the rule.
    name: 'UpdateGroupMembers',
    operation: 'replaceGroupMembers',
    fields: {
      groupId: scalar('groupId'),
      name: scalar('name'),
      userIds: { kind: 'ids', field: 'userIds', emptyCounts: true },
    },
    reply: success('UpdateGroupMembersResult'),
    texts: { absent: 'Wrong Parameters', ...wrongParameters },
  },
  {
    name: 'GetGroups',
    operation: 'listGroups',
    fields: { kind: scalar('kind') },
    wholeList: true,
    reply: ({ items }: OutputOf<'listGroups'>) => [
      'GetGroupsResult',
      items.map(({ id, name }) => ['group', [node('groupId', id), node('name', name)]]),
    ],
  },
  {
    // In doubt: the reply is known to be the id of the group; its name is that of the rule.
    name: 'AddSmartGroup',
    operation: 'addGroup',
    fields: { name: scalar('name'), rules: { kind: 'rules' } },
    places: { rule: 'rules' },
    required: ['rules'],
    asks: ruleAsks,
    shape: shapeRule,
    reply: ({ id }: OutputOf<'addGroup'>) => ['AddSmartGroupResult', [node('groupId', id)]],
  },
];
