import { Failure, failureAt } from '../contract/failure.js';
import { invitationViolations } from '../vendor/invitation.js';
import type { Ask, Asked, Binding } from './binding.js';
import { created, done, List, noContent, type Reply, shown } from './reply.js';
import { ids, object, scalars } from './shape.js';
import { type Generation, showUser } from './show-user.js';
import { unsentShapes, userHeaders, userInput, userNames, userShapes } from './user-input.js';

const unknown = { text: 'Unknown user' };

/** The vendor's numbers of what a user can be made. */
const statuses: ReadonlyMap<string, string> = new Map([
  ['1', 'active'],
  ['3', 'inactive'],
  ['5', 'terminated'],
]);

const profile = (generation: Generation): Pick<Binding, 'operation' | 'absent' | 'perform'> => ({
  operation: 'getUser',
  absent: unknown,
  async perform({ part }, ask) {
    return shown(showUser(await ask('getUser', { userId: part('userId') }), generation));
  },
});

const subordination = object(scalars('subordinationType', 'supervisorId'));

/** Single users. */
export const userBindings: readonly Binding[] = [
  {
    method: 'POST',
    path: '/user',
    operation: 'addUser',
    fields: { ...userShapes, ...unsentShapes },
    headers: [...userHeaders, ...Object.keys(unsentShapes)],
    names: userNames,
    async perform({ fields, returnsObject }, ask) {
      const [wrong] = invitationViolations((field) => fields[field]);
      if (wrong) throw failureAt('invalid', wrong.path, wrong.rule, wrong.message);
      const user = await ask('addUser', userInput(fields));
      return { ...created, body: returnsObject ? showUser(user, 'v1') : user.id };
    },
  },
  { method: 'GET', path: '/user/:userId', ...profile('v1') },
  { method: 'GET', path: '/user/:userId/v2', ...profile('v2') },
  {
    method: 'POST',
    path: '/user/:userId',
    operation: 'updateUser',
    fields: userShapes,
    headers: userHeaders,
    names: userNames,
    absent: unknown,
    async perform({ part, fields }, ask) {
      await ask('updateUser', { userId: part('userId'), ...userInput(fields) });
      return done;
    },
  },
  {
    method: 'DELETE',
    path: '/user/:userId',
    operation: 'deleteUser',
    absent: unknown,
    async perform({ part }, ask) {
      await ask('deleteUser', { userId: part('userId') });
      return noContent;
    },
  },
  {
    method: 'POST',
    path: '/user/:userId/password',
    operation: 'updateUser',
    fields: scalars('password'),
    headers: ['password'],
    absent: unknown,
    async perform({ part, fields }, ask) {
      const { password } = fields;
      if (password === undefined) throw failureAt('invalid', '/password', 'required', 'It is needed.');
      await ask('updateUser', { userId: part('userId'), password });
      return done;
    },
  },
  {
    method: 'POST',
    path: '/user/:userId/status',
    operation: 'updateUser',
    fields: scalars('status'),
    headers: ['status'],
    absent: unknown,
    async perform({ part, fields }, ask) {
      const given = fields['status'];
      const status = statuses.get(typeof given === 'number' ? String(given) : (given as string));
      if (status === undefined) {
        const message = `User status must be 1, 3 or 5, ${String(given ?? 'nothing').slice(0, 80)} given`;
        throw failureAt('invalid', '/status', 'one_of', message);
      }
      await ask('updateUser', { userId: part('userId'), status });
      return done;
    },
  },
  {
    method: 'POST',
    path: '/user/:userId/subordination',
    operation: 'updateUser',
    fields: { subordination, coSubordination: subordination },
    names: { managerId: 'subordination/supervisorId' },
    absent: unknown,
    async perform(asked, ask) {
      await ask('updateUser', { userId: asked.part('userId'), ...managerOf(asked) });
      return noContent;
    },
  },
  {
    method: 'POST',
    path: '/user/:userId/groups/remove',
    operation: 'removeGroupMembers',
    fields: { groupIds: ids },
    headers: ['groupIds'],
    absent: unknown,
    addressed: 'userIds/0',
    perform: leaveGroups,
  },
  {
    method: 'GET',
    path: '/user/profile/fields',
    operation: 'listProfileFields',
    async perform(_asked, ask) {
      const { items } = await ask('listProfileFields', {});
      const fields = items.map((field) => ({
        userFieldInfoId: field.id,
        name: field.name.toUpperCase(),
        label: field.label,
        type: field.type,
        isUnique: field.unique ? 1 : 0,
        isVisible: 1,
        isRequired: field.required ? 1 : 0,
        orderPriority: field.position,
        values: new List('value', field.choices),
      }));
      return shown(new List('userFieldInfo', fields));
    },
  },
];

/** Groups that a user leaves with one request, at most. */
const mostGroups = 100;

/** One group after the other, once a dry run of all of them has found nothing wrong. */
async function leaveGroups({ part, fields }: Asked, ask: Ask): Promise<Reply> {
  const { groupIds } = fields;
  if (!Array.isArray(groupIds) || groupIds.length === 0)
    throw failureAt('invalid', '/groupIds', 'required', 'A list of ids is needed.');
  if (groupIds.length > mostGroups) {
    const message = `At most ${mostGroups} groups can be left with one request.`;
    throw failureAt('too_large', '/groupIds', 'max_items', message);
  }
  for (const dryRun of [true, false]) {
    for (const [place, groupId] of groupIds.entries()) {
      const input = { groupId, userIds: [part('userId')], dryRun };
      await ask('removeGroupMembers', input).catch((error: unknown) => {
        // What is absent is the group: of the user, who is in a list, other things are said.
        if (!(error instanceof Failure) || error.kind !== 'absent') throw error;
        throw failureAt('invalid', `/groupIds/${place}`, 'unknown', error.message);
      });
    }
  }
  return done;
}

/** Whom a user is to report to; nobody has a second supervisor, nor one of their department. */
function managerOf({ fields }: Asked): object {
  const [first, second] = ['subordination', 'coSubordination'].map((name) => {
    const given = fields[name];
    return (given ?? {}) as { subordinationType?: unknown; supervisorId?: unknown };
  });
  const of = second?.subordinationType;
  if (of !== undefined && of !== 'no_supervisor') {
    throw failureAt(
      'invalid',
      '/coSubordination/subordinationType',
      'not_supported',
      'Matricula knows one supervisor of each user: only no_supervisor is possible here.',
    );
  }
  const type = first?.subordinationType;
  if (type === undefined && of !== undefined) return {};
  const path = '/subordination/subordinationType';
  if (type === 'manual') {
    if (first?.supervisorId !== undefined) return { managerId: first.supervisorId };
    throw failureAt('invalid', '/subordination/supervisorId', 'required', 'It is needed.');
  }
  if (type === 'no_supervisor') return { managerId: null };
  if (type === 'inherit') {
    const message = 'Departments have no supervisors in Matricula: say manual or no_supervisor.';
    throw failureAt('invalid', path, 'not_supported', message);
  }
  throw failureAt('invalid', path, 'one_of', 'It must be one of manual, inherit, no_supervisor.');
}
