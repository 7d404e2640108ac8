import Type from 'typebox';
import { Id, Identifier, Instant, NullableRef, Ref } from './identifier.js';
import { operation } from './operation.js';
import { dryRunField } from './outcome.js';
import { PageOf, pageFields } from './page.js';
import { scopeField, scopes } from './scope.js';

export const issueToken = operation({
  name: 'issueToken',
  changes: true,
  permission: null,
  summary: 'Get an access token',
  description:
    'A token for whoever asks, recognised by client credentials: 256 random bits, stored hashed. It ends after its lifetime, when it is revoked, and when the user that it speaks for becomes inactive. The operator at the command line may name another user.',
  input: Type.Object(
    {
      lifetime: Type.Integer({
        minimum: 1,
        maximum: 31_536_000,
        description: 'Seconds until the token expires.',
      }),
      userName: Type.Optional(
        Type.String({
          minLength: 1,
          maxLength: 255,
          description: 'For the operator: id, ref, e-mail address or login.',
        }),
      ),
      scopes: Type.Optional(
        Type.Array(scopeField, {
          minItems: 1,
          maxItems: scopes.length,
          description:
            'What the token is limited to; omitted: as whoever asks is. Nobody gets a token that may more than the one that they show, or that ends later.',
        }),
      ),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({
    accessToken: Type.String({ description: '43 characters, base64url.' }),
    expiresIn: Type.Integer({ description: 'Seconds.' }),
    scopes: Type.Union([Type.Array(scopeField), Type.Null()], {
      description: 'What it is limited to; null: to nothing.',
    }),
  }),
});

export const revokeToken = operation({
  name: 'revokeToken',
  changes: true,
  permission: null,
  summary: 'Revoke access tokens',
  description:
    'Revokes one token (whoever holds a token may revoke it), or, for administrators, all tokens of one user or API client. A revoked token stops working within seconds on every instance. Revoking what is unknown or revoked already is no failure.',
  input: Type.Object(
    {
      token: Type.Optional(Type.String({ minLength: 1, description: 'The token.' })),
      userId: Type.Optional(Identifier('All tokens of this user.')),
      userRef: Type.Optional(Ref('All tokens of this user.')),
      clientId: Type.Optional(
        Type.String({ minLength: 1, maxLength: 255, description: 'All tokens of this client.' }),
      ),
    },
    { additionalProperties: false, exactlyOneOf: [['token', 'userId', 'userRef', 'clientId']] },
  ),
  output: Type.Object({
    revoked: Type.Integer({ minimum: 0, description: 'Tokens that were in force till now.' }),
  }),
});

const ApiClient = Type.Object({
  clientId: Type.String({ description: 'Id of the API client.' }),
  clientSecret: Type.String({ description: 'Its secret, shown this once: only its hash is stored.' }),
  userId: Id('The user that the client acts for.'),
  createdAt: Instant('When it was created.'),
});

export const createApiClient = operation({
  name: 'createApiClient',
  changes: true,
  permission: 'api_client.manage',
  summary: 'Create an API client',
  description:
    'Makes a client id and a secret for an integration that acts for a user, with the roles of that user.',
  input: Type.Object(
    {
      userId: Type.Optional(Identifier('The user that the client acts for.')),
      userRef: Type.Optional(Ref('The same by ref.')),
    },
    { additionalProperties: false, exactlyOneOf: [['userId', 'userRef']] },
  ),
  output: ApiClient,
});

export const rotateApiClient = operation({
  name: 'rotateApiClient',
  changes: true,
  permission: 'api_client.manage',
  summary: 'Give an API client a new secret',
  description: 'The old secret stops working at once. Tokens that were issued stay in force unless revoked.',
  input: Type.Object(
    { clientId: Type.String({ minLength: 1, maxLength: 255, description: 'Id of the API client.' }) },
    { additionalProperties: false },
  ),
  output: ApiClient,
});

const { clientId, userId, createdAt } = ApiClient.properties;

export const listApiClients = operation({
  name: 'listApiClients',
  changes: false,
  permission: 'api_client.manage',
  summary: 'List API clients',
  description: 'The integrations that may get tokens; never their secrets.',
  input: Type.Object({ ...pageFields }, { additionalProperties: false }),
  output: PageOf(
    Type.Object(
      { clientId, userId, userRef: NullableRef('Ref of that user.'), createdAt },
      { description: 'An API client.' },
    ),
  ),
});

export const deleteApiClient = operation({
  name: 'deleteApiClient',
  changes: true,
  permission: 'api_client.manage',
  summary: 'Delete an API client',
  description: 'Its secret stops working at once, and all its tokens are revoked.',
  input: Type.Object(
    {
      clientId: Type.String({ minLength: 1, maxLength: 255, description: 'Id of the API client.' }),
      ...dryRunField,
    },
    { additionalProperties: false },
  ),
  output: Type.Object({
    clientId,
    tokensRevoked: Type.Integer({ minimum: 0, description: 'Tokens that were in force till now.' }),
  }),
});

export const listTokens = operation({
  name: 'listTokens',
  changes: false,
  permission: 'token.revoke',
  summary: 'List access tokens in force',
  description: 'Whose they are and until when, the first to end first; never the tokens themselves.',
  input: Type.Object(
    {
      userId: Type.Optional(Identifier('Only tokens of this user.')),
      userRef: Type.Optional(Ref('The same by ref.')),
      clientId: Type.Optional(
        Type.String({ minLength: 1, maxLength: 255, description: 'Only tokens of this client.' }),
      ),
      ...pageFields,
    },
    { additionalProperties: false, atMostOneOf: [['userId', 'userRef', 'clientId']] },
  ),
  output: PageOf(
    Type.Object(
      {
        userId: Id('The user for whom it speaks.'),
        userRef: NullableRef('Ref of that user.'),
        clientId: Type.Union([Type.String(), Type.Null()], {
          description: 'The API client that it was issued to; null: to none.',
        }),
        issuedAt: Instant('When it was issued.'),
        expiresAt: Instant('When it ends, unless revoked before.'),
        scopes: Type.Union([Type.Array(scopeField), Type.Null()], {
          description: 'What it is limited to; null: to nothing.',
        }),
      },
      { description: 'An access token in force.' },
    ),
  ),
});
