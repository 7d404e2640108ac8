import type { OutputOf } from '../contract/operations.js';
import { type Binding, scalar, success, wrongParameters } from './binding.js';
import { node, optional } from './encode-values.js';

const settable = {
  name: scalar('name'),
  code: scalar('code'),
  parentDepartmentId: scalar('parentId'),
};

export const departmentBindings: readonly Binding[] = [
  {
    name: 'AddDepartment',
    operation: 'addDepartment',
    fields: settable,
    reply: ({ id }: OutputOf<'addDepartment'>) => ['AddDepartmentResult', [node('departmentId', id)]],
  },
  {
    // The documentation shows the reply in a namespace of its own; it comes in the one that was asked in.
    name: 'UpdateDepartment',
    operation: 'updateDepartment',
    fields: { departmentId: scalar('departmentId'), ...settable },
    reply: success('updateDepartmentResult'),
    texts: { absent: 'Unknown Department', ...wrongParameters },
  },
  {
    name: 'GetDepartments',
    operation: 'listDepartments',
    fields: {},
    wholeList: true,
    reply: ({ items }: OutputOf<'listDepartments'>) => [
      'GetDepartmentsResult',
      items.map(({ id, name, code, parentId }) => [
        'department',
        [
          node('departmentId', id),
          node('name', name),
          ...optional('code', code),
          ...optional('parentDepartmentId', parentId),
        ],
      ]),
    ],
  },
];
