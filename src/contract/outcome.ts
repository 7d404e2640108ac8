import Type, { type TProperties, type TSchema } from 'typebox';
import { Id, NullableRef } from './identifier.js';

/** Outcome lists are cut at this many entries; the counts beside them are always exact. */
export const outcomesListed = 1_000;

export const modeField = {
  mode: Type.Optional(
    Type.Enum(['atomic', 'partial'], {
      default: 'atomic',
      description:
        'atomic: one failure and nothing happens. partial: what can be done is done, the rest is reported as failed.',
    }),
  ),
};

export const dryRunField = {
  dryRun: Type.Optional(
    Type.Boolean({
      default: false,
      description: 'true: run the very same code, report what would happen, and undo it.',
    }),
  ),
};

export const LinkedViaSchema = Type.Object(
  {
    kind: Type.Enum(['unit', 'qualification', 'rule', 'offer_event', 'registration'], {
      description: 'What kind of reason holds the enrollment up.',
    }),
    since: Type.String({ format: 'date-time', description: 'When that reason began.' }),
    id: Type.Optional(Id('Id of the group or offer event, for callers who may see it.')),
    ref: Type.Optional(NullableRef('Its ref.')),
    name: Type.Optional(Type.String({ description: 'Its name.' })),
  },
  { description: 'A reason other than a direct grant for which somebody is enrolled.' },
);

const named = {
  enrollmentId: Type.Union([Type.String({ format: 'uuid' }), Type.Null()], {
    description: 'Id of the enrollment; null where there is none (failed, or newly made in a dry run).',
  }),
  learnerId: Type.Optional(Id('Id of the learner.')),
  learnerRef: Type.Optional(NullableRef('Ref of the learner.')),
  learnerEmail: Type.Optional(
    Type.String({ description: 'As given, where the failed learner was named so.' }),
  ),
  learnerLogin: Type.Optional(
    Type.String({ description: 'As given, where the failed learner was named so.' }),
  ),
  courseId: Type.Optional(Id('Id of the course.')),
  courseRef: Type.Optional(NullableRef('Ref of the course.')),
};

/** Why something failed, and at which entry of the request. */
export const failed = {
  code: Type.Optional(Type.String({ description: 'Why it failed: forbidden, invalid, conflict…' })),
  path: Type.Optional(Type.String({ description: 'JSON pointer to the entry of the request that failed.' })),
  message: Type.Optional(Type.String({ description: 'The same in words.' })),
};

/** Of which user an outcome tells, and why it failed. */
export const userOutcome = {
  userId: Type.Optional(Id('Id of the user.')),
  userRef: Type.Optional(NullableRef('Ref of the user.')),
  userEmail: Type.Optional(Type.String({ description: 'As given, where a user who failed was named so.' })),
  userLogin: Type.Optional(Type.String({ description: 'As given, where a user who failed was named so.' })),
  ...failed,
};

/** What happened to one pair, or to one learner or course that failed as such. */
export const outcomeOf = <const W extends string[]>(words: readonly [...W], description: string) =>
  Type.Object(
    {
      outcome: Type.Enum(words, { description }),
      ...named,
      ...failed,
      linkedVia: Type.Optional(
        Type.Array(LinkedViaSchema, { description: 'Other reasons for which the learner stays enrolled.' }),
      ),
    },
    {
      description: 'What happened to one pair of learner and course, or to one of them that failed as such.',
    },
  );

export const outcomesOmitted = Type.Integer({
  minimum: 0,
  description: `How many outcomes are not listed: lists are cut at ${outcomesListed} entries, failures first.`,
});

/** The list of outcomes of a request. */
export const listed = <T extends TSchema>(outcome: T) =>
  Type.Array(outcome, {
    maxItems: outcomesListed,
    description: 'What happened, one by one; failures first.',
  });

/** How many outcomes of each kind there are. */
export const counts = <T extends TProperties>(properties: T) =>
  Type.Object(properties, { description: 'How many there are of each outcome; always exact.' });

export const count = (description: string) => Type.Integer({ minimum: 0, description });
