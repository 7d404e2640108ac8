import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ClientError, GraphQLClient, gql } from 'graphql-request';
import { type Listening, startListening } from './listening.js';

describe('graphql-request', () => {
  let listening: Listening;
  let client: GraphQLClient;
  beforeAll(async () => {
    listening = await startListening();
    const url = `http://127.0.0.1:${listening.port}/graphql/`;
    client = new GraphQLClient(url, { headers: { authorization: `Bearer ${listening.token}` } });
  });
  afterAll(() => listening.app.close());

  test('creates a training, fills it and finds who is in it', async () => {
    await client.request(
      gql`mutation Make($training: CreateTrainingInput!) { createTraining(training: $training) { training { id ref } } }`,
      { training: { ref: 'first-aid', title: 'First aid' } },
    );
    const add = gql`mutation Add($refs: [String!]) {
      addUsersToTraining(trainingRef: "first-aid", userRefs: $refs, sendInvites: false) { addedRefs alreadyAddedRefs failedRefs }
    }`;
    const refs = ['Ελένη', 'anna', 'nobody'];
    expect(await client.request(add, { refs })).toEqual({
      addUsersToTraining: { addedRefs: ['Ελένη', 'anna'], alreadyAddedRefs: [], failedRefs: ['nobody'] },
    });
    expect(await client.request(add, { refs })).toEqual({
      addUsersToTraining: { addedRefs: [], alreadyAddedRefs: ['Ελένη', 'anna'], failedRefs: ['nobody'] },
    });
    const who = gql`{ training(ref: "first-aid") { participants(first: 1) { count edges { node { ref } } } } }`;
    expect(await client.request(who)).toEqual({
      training: { participants: { count: 2, edges: [{ node: { ref: 'Ελένη' } }] } },
    });
  });

  test('several queries in one request are answered in their order', async () => {
    const answers = await client.batchRequests([
      { document: '{ training(ref: "nothing") { id } }' },
      { document: '{ __typename }' },
    ]);
    expect(answers).toEqual([{ data: { training: null } }, { data: { __typename: 'Query' } }]);
  });

  test('meets errors as errors, with their code', async () => {
    const stranger = new GraphQLClient(`http://127.0.0.1:${listening.port}/graphql/`);
    const error = await stranger.request('{ trainings { id } }').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ClientError);
    expect((error as ClientError).response.errors?.[0]?.extensions).toMatchObject({
      code: 'AuthenticationError',
    });
  });
});
