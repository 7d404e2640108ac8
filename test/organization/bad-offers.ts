import type { OrganizationFile } from '../../src/contract/organization-file.js';

const offers = [{ ref: 'o', title: 'O' }];
const event = (fields: object, more: OrganizationFile = {}): OrganizationFile => ({
  offers,
  offerEvents: [{ ref: 'e', offerRef: 'o', ...fields }],
  ...more,
});
const registered = (...userRefs: string[]) => ({
  registrations: userRefs.map((userRef) => ({ userRef, offerEventRef: 'e' })),
});

/** What can be wrong about offers: the file, and the complaints that it must get. */
export const offerCases: readonly [string, OrganizationFile, ...(readonly [string, string])[]][] = [
  ['a new offer without a title', { offers: [{ ref: 'o' }] }, ['/offers/0/title', 'required']],
  ['a new event of no offer', { offerEvents: [{ ref: 'e' }] }, ['/offerEvents/0/offerRef', 'required']],
  [
    'an event that names what is not there',
    event({ offerRef: 'no', trainingRefs: ['t1', 'no'], courseRefs: ['t1'], trainerRefs: ['no'] }),
    ['/offerEvents/0/offerRef', 'unknown'],
    ['/offerEvents/0/trainingRefs/1', 'unknown'],
    ['/offerEvents/0/courseRefs/0', 'unknown'],
    ['/offerEvents/0/trainerRefs/0', 'unknown'],
  ],
  [
    'dates of an event that cannot be',
    event({ closingAt: 'soon', dates: [{ startAt: '2027-02-02T10:00', endAt: '2027-02-02T09:00' }] }),
    ['/offerEvents/0/closingAt', 'date_time'],
    ['/offerEvents/0/dates/0/endAt', 'order'],
  ],
  [
    'more that are needed than fit',
    event({ minRegistrations: 3, maxRegistrations: 2 }),
    ['/offerEvents/0/minRegistrations', 'order'],
  ],
  [
    'a registration of nobody for nothing',
    { registrations: [{ userRef: 'no', offerEventRef: 'no' }] },
    ['/registrations/0/userRef', 'unknown'],
    ['/registrations/0/offerEventRef', 'unknown'],
  ],
  ['the same registration twice', event({}, registered('u1', 'u1')), ['/registrations/1', 'duplicate']],
  [
    'more people than seats, where nobody can wait',
    event({ maxRegistrations: 1 }, registered('u1', 'u2')),
    ['/registrations/1', 'full'],
  ],
  [
    'a registration for a cancelled event',
    event({ cancelled: true }, registered('u1')),
    ['/registrations/0', 'cancelled'],
  ],
];
