import type { OutputOf } from '../contract/operations.js';
import { type Binding, narrowing, renamed } from './binding.js';
import { everything } from './everything.js';
import { created, List, noContent, page, type Shown, shown } from './reply.js';
import { ids, paging, scalars } from './shape.js';
import { noSupervisor } from './show-user.js';

type Department = OutputOf<'listDepartments'>['items'][number];

const unknown = { text: 'Unknown Department' };
const settable = scalars('name', 'parentDepartmentId', 'code');
const settableNames = { name: 'name', parentDepartmentId: 'parentId', code: 'code' };

function showDepartment({ id, name, code, parentId }: Department): Shown {
  return {
    departmentId: id,
    name,
    parentDepartmentId: parentId ?? undefined,
    code: code ?? undefined,
    subordination: noSupervisor,
    coSubordination: noSupervisor,
  };
}

const listed = (departments: readonly Department[]) =>
  new List('department', departments.map(showDepartment));

export const departmentBindings: readonly Binding[] = [
  {
    method: 'GET',
    path: '/department',
    operation: 'listDepartments',
    fields: scalars('code'),
    async perform({ fields }, ask) {
      const all = await everything<Department>(
        ask,
        'listDepartments',
        renamed(fields, { code: 'code' }),
        'page through them at /departments',
      );
      return shown(listed(all));
    },
  },
  {
    method: 'GET',
    path: '/departments',
    operation: 'listDepartments',
    fields: paging,
    async perform({ fields }, ask) {
      const input = { limit: 1_000, ...narrowing(fields, { pageSize: 'limit', pageToken: 'cursor' }) };
      const { items, nextCursor } = await ask('listDepartments', input);
      return page('departments', listed(items), nextCursor);
    },
  },
  {
    method: 'POST',
    path: '/department',
    operation: 'addDepartment',
    fields: settable,
    headers: Object.keys(settable),
    async perform({ fields, returnsObject }, ask) {
      const department = await ask('addDepartment', renamed(fields, settableNames));
      return { ...created, body: returnsObject ? showDepartment(department) : department.id };
    },
  },
  {
    method: 'GET',
    path: '/department/:departmentId',
    operation: 'getDepartment',
    absent: unknown,
    async perform({ part }, ask) {
      return shown(showDepartment(await ask('getDepartment', { departmentId: part('departmentId') })));
    },
  },
  {
    method: 'POST',
    path: '/department/:departmentId',
    operation: 'updateDepartment',
    fields: settable,
    headers: Object.keys(settable),
    absent: unknown,
    async perform({ part, fields }, ask) {
      const input = { departmentId: part('departmentId'), ...renamed(fields, settableNames) };
      await ask('updateDepartment', input);
      return noContent;
    },
  },
  {
    method: 'DELETE',
    path: '/department/:departmentId',
    operation: 'deleteDepartment',
    absent: unknown,
    async perform({ part }, ask) {
      await ask('deleteDepartment', { departmentId: part('departmentId') });
      return noContent;
    },
  },
  {
    method: 'POST',
    path: '/department/:departmentId/user/move',
    operation: 'moveUsers',
    fields: { userIds: ids },
    headers: ['userIds'],
    absent: unknown,
    addressed: 'departmentId',
    async perform({ part, fields }, ask) {
      const input = { departmentId: part('departmentId'), ...renamed(fields, { userIds: 'userIds' }) };
      await ask('moveUsers', input);
      return noContent;
    },
  },
  {
    method: 'POST',
    path: '/department/:parentId/department/move',
    operation: 'moveDepartments',
    // The second name is a slip of the vendor's own description, which generated clients repeat.
    fields: { departmentIds: ids, departmnetIds: ids },
    names: { parentId: 'parentId' },
    absent: unknown,
    addressed: 'parentId',
    async perform({ part, fields }, ask) {
      const names = { departmnetIds: 'departmentIds', departmentIds: 'departmentIds' };
      await ask('moveDepartments', { parentId: part('parentId'), ...renamed(fields, names) });
      return noContent;
    },
  },
];
