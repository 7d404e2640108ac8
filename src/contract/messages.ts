import Type from 'typebox';
import { Id, Identifier, Instant, NullableInstant, NullableRef, Ref } from './identifier.js';
import { operation } from './operation.js';
import { PageOf, pageFields } from './page.js';

/** What a message is about. */
export const messageKinds = [
  'training_invitation',
  'offer_event_enrolled',
  'offer_event_waitlisted',
  'offer_event_cancelled',
  'offer_event_declined',
] as const;

export type MessageKind = (typeof messageKinds)[number];

export const listMessages = operation({
  name: 'listMessages',
  changes: false,
  permission: 'message.read',
  summary: 'List messages to people',
  description:
    'The outbox: what people are to be told, one message per person and cause, newest first. Nothing is delivered yet.',
  input: Type.Object(
    {
      userId: Type.Optional(Identifier('Only to this user.')),
      userRef: Type.Optional(Ref('The same by ref.')),
      kind: Type.Optional(Type.Enum([...messageKinds], { description: 'Only of this kind.' })),
      ...pageFields,
    },
    { additionalProperties: false, atMostOneOf: [['userId', 'userRef']] },
  ),
  output: PageOf(
    Type.Object(
      {
        id: Id('Id of the message.'),
        kind: Type.Enum([...messageKinds], { description: 'What it is about.' }),
        userId: Id('Id of the user.'),
        userRef: NullableRef('Ref of the user.'),
        aboutId: Id('Id of the training or offer event that it is about.'),
        eventId: Id('The audit event of the change that it tells.'),
        createdAt: Instant('When it was left.'),
        deliveredAt: NullableInstant('When it was delivered; null until then.'),
      },
      { description: 'A message to one person.' },
    ),
  ),
});
