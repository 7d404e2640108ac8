import Type from 'typebox';
import { operation } from './operation.js';
import { OrganizationFile } from './organization-file.js';

const changed = () =>
  Type.Object({
    added: Type.Integer({ minimum: 0 }),
    changed: Type.Integer({ minimum: 0 }),
    unchanged: Type.Integer({ minimum: 0 }),
  });

/** Given by the operator on the command line only. */
export const loadOrganization = operation({
  name: 'loadOrganization',
  changes: true,
  permission: 'organization.load',
  summary: 'Load an organisation file',
  description:
    'Brings in people, departments, courses, API clients and enrollments, in one transaction: one bad entry loads nothing and is named by JSON pointer.',
  input: OrganizationFile,
  output: Type.Object({
    departments: changed(),
    roles: changed(),
    users: changed(),
    trainings: changed(),
    courses: changed(),
    apiClients: changed(),
    enrollments: changed(),
  }),
});
