import Type from 'typebox';
import { operation } from './operation.js';
import { OrganizationFile } from './organization-file.js';

const changed = (what: string) =>
  Type.Object(
    {
      added: Type.Integer({ minimum: 0, description: 'That were not there before.' }),
      changed: Type.Integer({ minimum: 0, description: 'That were there, and are different now.' }),
      unchanged: Type.Integer({ minimum: 0, description: 'That were there, just as the file says.' }),
    },
    { description: `How many ${what} of the file.` },
  );

/** Given by the operator on the command line only. */
export const loadOrganization = operation({
  name: 'loadOrganization',
  changes: true,
  permission: 'organization.load',
  summary: 'Load an organisation file',
  description:
    'Brings in people, departments, groups, courses, trainings, offers, API clients and enrollments, in one transaction: one bad entry loads nothing and is named by JSON pointer.',
  input: OrganizationFile,
  output: Type.Object({
    departments: changed('departments'),
    profileFields: changed('profile fields'),
    groups: changed('groups'),
    roles: changed('custom roles'),
    users: changed('users'),
    trainings: changed('trainings'),
    sessions: changed('sessions'),
    courses: changed('courses'),
    offers: changed('offers'),
    offerEvents: changed('events of offers'),
    registrations: changed('registrations for events'),
    apiClients: changed('API clients'),
    enrollments: changed('enrollments'),
  }),
});
