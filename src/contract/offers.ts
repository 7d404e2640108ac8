import Type from 'typebox';
import { newRef } from './courses.js';
import { Id, Identifier, Instant, NullableRef, Ref } from './identifier.js';
import { operation } from './operation.js';
import { count, counts, dryRunField } from './outcome.js';
import { CountedPageOf, countedPageFields } from './page.js';
import { ifVersion, version } from './version.js';
import { search, words, wordsOrNull } from './words.js';

export const Offer = Type.Object(
  {
    id: Id('Id of the offer.'),
    ref: NullableRef("The caller's own key."),
    title: Type.String({ description: 'Title.' }),
    description: Type.Union([Type.String(), Type.Null()], { description: 'What it is about.' }),
    archived: Type.Boolean({ description: 'Kept for history only.' }),
    archivedAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()], {
      description: 'When it was archived.',
    }),
    createdAt: Instant('When it was created.'),
    updatedAt: Instant('When it was changed last.'),
  },
  { description: 'Something that users can register for: it has events.' },
);

const VersionedOffer = Type.Object({ ...Offer.properties, ...version });

export const oneOffer = {
  offerId: Type.Optional(Identifier('Id of the offer.')),
  offerRef: Type.Optional(Ref('Ref of the offer.')),
};
export const oneOfferRule = [['offerId', 'offerRef']];

const settable = {
  ref: newRef('offers'),
  description: wordsOrNull(10_000, 'What it is about.'),
};

export const listOffers = operation({
  name: 'listOffers',
  changes: false,
  permission: 'offer.read',
  summary: 'List offers',
  description:
    'All offers, for whoever may read people other than themself; a learner sees those that are not archived and have a published event, or one that the learner is enrolled in.',
  input: Type.Object(
    {
      search: search('Text that the title or ref contains.'),
      archived: Type.Optional(
        Type.Boolean({ description: 'Only archived ones, or only those that are not.' }),
      ),
      ...countedPageFields,
    },
    { additionalProperties: false },
  ),
  output: CountedPageOf(Offer),
});

export const getOffer = operation({
  name: 'getOffer',
  changes: false,
  permission: 'offer.read',
  summary: 'Get one offer',
  description: 'One offer by id or ref. What the caller may not see is absent.',
  input: Type.Object(oneOffer, { additionalProperties: false, exactlyOneOf: oneOfferRule }),
  output: VersionedOffer,
});

export const createOffer = operation({
  name: 'createOffer',
  changes: true,
  permission: 'offer.create',
  summary: 'Create an offer',
  description: 'Adds an offer, which has no events yet.',
  input: Type.Object(
    { title: words(255, 'Title.'), ...settable, ...dryRunField },
    { additionalProperties: false },
  ),
  output: VersionedOffer,
});

export const updateOffer = operation({
  name: 'updateOffer',
  changes: true,
  permission: 'offer.update',
  summary: 'Change or archive an offer',
  description:
    'What is omitted stays. An archived offer gets no new events, and its events no new enrollments.',
  input: Type.Object(
    {
      ...oneOffer,
      title: Type.Optional(words(255, 'Title.')),
      ...settable,
      archived: Type.Optional(Type.Boolean({ description: 'Kept for history only.' })),
      ...ifVersion,
      ...dryRunField,
    },
    { additionalProperties: false, exactlyOneOf: oneOfferRule },
  ),
  output: VersionedOffer,
});

/** What became of a list of things that were archived or brought back. */
export const archivedOutput = Type.Object({
  summary: counts({
    succeeded: count('Things that are as asked, also where they were before.'),
    failed: count('Names of nothing.'),
  }),
  succeededIds: Type.Array(Id('An id.'), { description: 'Ids of what is as asked.' }),
  failedIds: Type.Array(Type.String(), { description: 'The names of nothing, as given.' }),
});

export const archivedInput = (kind: string) => ({
  archive: Type.Boolean({ description: 'true: archive. false: bring back.' }),
  ids: Type.Array(Identifier(`Id of an ${kind}.`), {
    minItems: 1,
    maxItems: 1_000,
    description: `Ids of ${kind}s.`,
  }),
  ...dryRunField,
});

export const archiveOffers = operation({
  name: 'archiveOffers',
  changes: true,
  permission: 'offer.update',
  summary: 'Archive offers, or bring them back',
  description: 'What can be done is done; names of nothing are told.',
  input: Type.Object(archivedInput('offer'), { additionalProperties: false }),
  output: archivedOutput,
});
