import Type from 'typebox';
import { dateOrDateTime } from './asked-terms.js';
import { Id, Identifier, Instant, NullableRef } from './identifier.js';
import { operation } from './operation.js';
import { PageOf, pageFields } from './page.js';

export const AuditEvent = Type.Object(
  {
    id: Id('Id of the event; grants point at it.'),
    at: Instant('When.'),
    operation: Type.String({ description: 'What was asked for: the name of an operation.' }),
    protocol: Type.String({ description: 'Over what: rest, soap, oauth, command line.' }),
    requestId: Type.Union([Type.String(), Type.Null()], {
      description: 'The request that did it, as in the log.',
    }),
    userId: Type.Union([Type.String({ format: 'uuid' }), Type.Null()], {
      description: 'Who; null for the command line.',
    }),
    userRef: NullableRef('Ref of who.'),
    clientId: Type.Union([Type.String(), Type.Null()], {
      description: 'The API client that acted on behalf of the user, if any.',
    }),
    detail: Type.Unknown({ description: 'What changed, in the words of the operation.' }),
  },
  { description: 'Something that was changed, and who did it.' },
);

export const listAuditEvents = operation({
  name: 'listAuditEvents',
  changes: false,
  permission: 'audit.read',
  summary: 'List audit events',
  description:
    'Everything that changed something, newest first: who, on whose behalf, over which protocol, what.',
  input: Type.Object(
    {
      since: Type.Optional(
        Type.String({ pattern: dateOrDateTime, description: 'At or after this instant.' }),
      ),
      until: Type.Optional(Type.String({ pattern: dateOrDateTime, description: 'Before this instant.' })),
      operation: Type.Optional(Type.String({ maxLength: 64, description: 'Only events of this operation.' })),
      userId: Type.Optional(Identifier('Only events of this user.')),
      ...pageFields,
    },
    { additionalProperties: false },
  ),
  output: PageOf(AuditEvent),
});
