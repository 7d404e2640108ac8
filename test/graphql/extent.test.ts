import { expect, test } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { startApplication } from '../application.js';
import { organization } from '../rest/organization.js';
import { askGraphql } from './asking.js';

test('where introspection is switched off the schema cannot be asked for, and queries run', async () => {
  const app = await startApplication({ organization, environment: { GRAPHQL_INTROSPECTION: 'false' } });
  const { data, errors } = await askGraphql(app, 'admin', getIntrospectionQuery());
  expect([data, errors[0].extensions.code]).toEqual([null, 'BadQuery']);
  expect((await askGraphql(app, 'admin', '{ __typename trainings { ref } }')).errors).toBe(undefined);
  await app.close();
});

test('everybody who was added or failed is told of, however many', async () => {
  const refs = Array.from({ length: 1_500 }, (_, no) => `p${no}`);
  const { departments = [] } = organization;
  const users = refs.map((ref) => ({ ref, departmentRef: departments[0]?.ref ?? '' }));
  const app = await startApplication({
    organization: { ...organization, users: [...(organization.users ?? []), ...users] },
  });
  const { data, errors } = await askGraphql(
    app,
    'admin',
    'mutation($refs: [String!]) { addUsersToTraining(trainingRef: "day", userRefs: $refs, sendInvites: false) { addedRefs failedRefs } }',
    { refs: [...refs, ...refs.map((ref) => `no-${ref}`)] },
  );
  expect(errors).toBe(undefined);
  expect(data.addUsersToTraining.addedRefs).toEqual(refs);
  expect(data.addUsersToTraining.failedRefs).toHaveLength(1_500);
  await app.close();
});
