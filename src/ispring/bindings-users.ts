import { failureAt } from '../contract/failure.js';
import { type Asked, type Binding, narrowing, renamed } from './binding.js';
import { everything } from './everything.js';
import { done, ids as idList, List, page, shown } from './reply.js';
import { ids, listOf, object, paging, type Shapes, scalar, scalars } from './shape.js';
import { type Generation, showUser, type User } from './show-user.js';

const texts = listOf(scalar, 'id', 'login', 'email', 'item');
const filters: Shapes = { departments: ids, groups: ids, logins: texts, emails: texts };
const filterNames = {
  departments: 'departmentIds',
  groups: 'groupIds',
  logins: 'logins',
  emails: 'emails',
  userIds: 'userIds',
  pageSize: 'limit',
  pageToken: 'cursor',
};
const names = { departmentIds: 'departments', groupIds: 'groups', profileFields: 'profileFields' };

/** The users of a department are those of it alone: each user is in one list, whoever walks through departments. */
const filterOf = (fields: Asked['fields']) => {
  const filter = narrowing(fields, filterNames);
  return 'departmentIds' in filter ? { ...filter, below: false } : filter;
};

const listed = (users: readonly User[], generation: Generation) =>
  new List(
    'userProfile',
    users.map((user) => showUser(user, generation)),
  );

const instead = 'page through them at /users/v2';

const whole = (generation: Generation): Omit<Binding, 'method' | 'path'> => ({
  operation: 'listUsers',
  fields: filters,
  names,
  async perform({ fields }, ask) {
    const users = await everything<User>(ask, 'listUsers', filterOf(fields), instead);
    return shown(listed(users, generation));
  },
});

const paged = (generation: Generation): Omit<Binding, 'method' | 'path'> => ({
  operation: 'listUsers',
  fields: { ...filters, userIds: ids, ...paging },
  names,
  async perform({ fields }, ask) {
    const { items, nextCursor } = await ask('listUsers', { limit: 1_000, ...filterOf(fields) });
    return page('userProfiles', listed(items, generation), nextCursor);
  },
});

const statusOf = (status: string): Omit<Binding, 'method' | 'path'> => ({
  operation: 'changeUserStatus',
  fields: { userIds: ids },
  headers: ['userIds'],
  async perform({ fields }, ask) {
    await ask('changeUserStatus', { ...renamed(fields, { userIds: 'userIds' }), status });
    return done;
  },
});

/** Many users at once. */
export const usersBindings: readonly Binding[] = [
  { method: 'GET', path: '/user', ...whole('v1') },
  { method: 'GET', path: '/user/v2', ...whole('v2') },
  { method: 'GET', path: '/users', ...paged('v1') },
  { method: 'GET', path: '/users/v2', ...paged('v2') },
  { method: 'POST', path: '/users/v2', ...paged('v2') },
  {
    method: 'POST',
    path: '/user/list',
    operation: 'listUsers',
    fields: {
      ...filters,
      userIds: ids,
      profileFields: listOf(
        object({ name: scalar, values: listOf(scalar, 'value', 'id') }),
        'profileField',
        'item',
      ),
      profileFieldsDateRange: listOf(object(scalars('name', 'from', 'to')), 'profileField', 'item'),
      ...scalars('pageNumber', 'pageSize'),
    },
    names,
    async perform({ fields }, ask) {
      const { pageNumber, pageSize, ...filter } = fields;
      const [number, size] = [
        wholeNumber(pageNumber ?? 1, '/pageNumber'),
        wholeNumber(pageSize ?? 1_000, '/pageSize'),
      ];
      const input = { ...filterOf(filter), ...profileFilter(filter) };
      const users = await everything<User>(ask, 'listUsers', input, instead);
      return shown({
        pageNumber: number,
        totalUsersNumber: users.length,
        userProfiles: listed(users.slice((number - 1) * size, number * size), 'v1'),
      });
    },
  },
  {
    method: 'POST',
    path: '/users/find_existing',
    operation: 'findExistingUsers',
    fields: { userIds: ids },
    headers: ['userIds'],
    async perform({ fields }, ask) {
      const { items } = await ask('findExistingUsers', renamed(fields, { userIds: 'userIds' }));
      return shown(idList(items.map(({ userId }) => userId)));
    },
  },
  { method: 'POST', path: '/users/activate', ...statusOf('active') },
  { method: 'POST', path: '/users/deactivate', ...statusOf('inactive') },
  { method: 'POST', path: '/users/terminate', ...statusOf('terminated') },
];

function wholeNumber(given: unknown, path: string): number {
  const number = typeof given === 'string' && /^\d{1,9}$/.test(given) ? Number(given) : given;
  if (typeof number === 'number' && Number.isSafeInteger(number) && number >= 1 && number <= 1_000_000)
    return number;
  throw failureAt('invalid', path, 'range', 'It must be a whole number from 1 to 1000000.');
}

/** Values of profile fields as the core takes them: `name=value`. */
function profileFilter(fields: Asked['fields']): object {
  const { profileFields: asked, profileFieldsDateRange: ranges } = fields;
  if (Array.isArray(ranges) && ranges.length > 0) {
    const message = 'Matricula looks for values of profile fields, not for dates between two others.';
    throw failureAt('invalid', '/profileFieldsDateRange', 'not_supported', message);
  }
  if (!Array.isArray(asked) || asked.length === 0) return {};
  const profileFields = asked.flatMap((one: { name?: unknown; values?: unknown }, place) => {
    if (typeof one.name !== 'string' || !Array.isArray(one.values) || one.values.length === 0) {
      throw failureAt('invalid', `/profileFields/${place}`, 'required', 'It must have a name and values.');
    }
    return one.values.map((value) => `${String(one.name).toLowerCase()}=${String(value)}`);
  });
  return { profileFields };
}
