import Type from 'typebox';
import { entries, key, named, oneName, optionalKey, orNull, own, refs, words } from './file-entry.js';
import { AskedDate, eventTypes } from './offer-events.js';
import { words as prose } from './words.js';

const flag = (description: string) => Type.Optional(Type.Boolean({ description }));
const number = (description: string) =>
  Type.Optional(Type.Union([Type.Integer({ minimum: 0, maximum: 1_000_000 }), Type.Null()], { description }));

const Offer = own(
  {
    ...named,
    title: Type.Optional(words(255, 'Title; needed for a new offer.')),
    description: orNull(prose(10_000, 'What it is about.')),
    archived: flag('Kept for history only.'),
  },
  oneName,
);

const OfferEvent = own(
  {
    ...named,
    offerRef: optionalKey('Ref of the offer; needed for a new event, and never changed.'),
    title: orNull(words(255, 'Title; null: that of the offer.')),
    type: Type.Optional(
      Type.Enum([...eventTypes], { description: 'What kind of event it is called; usually meeting.' }),
    ),
    dates: Type.Optional(
      Type.Array(AskedDate, {
        maxItems: 366,
        description: 'Replaces its dates; one that begins and ends as one did keeps its id.',
      }),
    ),
    minRegistrations: number('How many are needed, as data; null: not said. Not more than maxRegistrations.'),
    maxRegistrations: number('How many can be enrolled; null: as many as like. Not fewer than are enrolled.'),
    waitingList: flag('Whether who comes too late can wait; usually not.'),
    closingAt: orNull(
      Type.String({
        minLength: 1,
        maxLength: 40,
        description:
          'From when on nobody new is enrolled or waits; a file still brings in who was. ISO 8601; without an offset, in the time zone of the account. Null: never.',
      }),
    ),
    price: orNull(
      Type.String({
        pattern: '^\\d{1,10}(\\.\\d{1,4})?$',
        maxLength: 15,
        description: 'What it costs, a decimal number, as data.',
      }),
    ),
    cancelled: flag('true: it does not take place; whoever is enrolled or waits is declined.'),
    published: flag('Whether learners see it; usually not.'),
    archived: flag('Kept for history only.'),
    trainingRefs: refs('Ref of a training.', 'Replaces the trainings that it gives access to.'),
    courseRefs: refs('Ref of a course.', 'Replaces the courses that it gives access to.'),
    trainerRefs: refs('Ref of a user.', 'Replaces who gives it, as data.'),
  },
  oneName,
);

const Registration = own({
  userRef: key('Ref of the user.'),
  offerEventRef: key('Ref of the event.'),
});

/** What users register for, and who has. */
export const offerArrays = {
  offers: entries(Offer, 'Offers: what users register for.'),
  offerEvents: entries(OfferEvent, 'Events of offers.'),
  registrations: entries(
    Registration,
    'Who is enrolled in events, in this order: whoever finds no seat waits, where the event lets them. Who is enrolled or waits already is left as they are.',
  ),
};
