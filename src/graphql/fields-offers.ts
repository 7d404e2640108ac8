import { failureAt } from '../contract/failure.js';
import type { InputOf } from '../contract/operations.js';
import type { Context } from './asking.js';
import { exactlyOne, given, isAbsent, said } from './decode.js';
import { listedAtMost, wholeOf } from './load.js';
import { showDate, showEvent, showOffer } from './show-offer.js';

type Args = Readonly<Record<string, unknown>>;

const offerPlaces = {
  offerId: '/id',
  offerRef: '/ref',
  title: '/offer/title',
  ref: '/offer/ref',
  description: '/offer/description',
};

const eventPlaces = {
  offerEventId: '/id',
  offerEventRef: '/ref',
  minRegistrations: '/offerEvent/minSubscriptions',
  maxRegistrations: '/offerEvent/maxSubscriptions',
  closingAt: '/offerEvent/closingDate',
  published: '/offerEvent/publish',
  trainerIds: '/offerEvent/trainers',
  trainingIds: '/offerEvent/accessTrainings',
  courseIds: '/offerEvent/accessCourses',
  ...Object.fromEntries(
    ['ref', 'title', 'type', 'dates', 'price', 'cancelled', 'trainerRefs', 'trainingRefs', 'courseRefs'].map(
      (field) => [field, `/offerEvent/${field}`],
    ),
  ),
};

type DateSaid = Readonly<Record<string, string | null>>;

/** The places of what is said of an event, where it may be said by more than one name. */
function eventPlacesOf(event: Args): Readonly<Record<string, string>> {
  const { contentId, maxSubscriptions, maxParticipants } = event;
  const dates = Array.isArray(event['dates']) ? (event['dates'] as readonly DateSaid[]) : [];
  const nameIn = (date: DateSaid, name: string) =>
    (date[name] ?? null) === null && (date[`${name}Date`] ?? null) !== null ? `${name}Date` : name;
  const content = '/offerEvent/contentId';
  return {
    ...eventPlaces,
    ...(typeof contentId === 'string' && { 'trainingIds/0': content, 'courseIds/0': content }),
    ...(maxSubscriptions === undefined &&
      maxParticipants !== undefined && { maxRegistrations: '/offerEvent/maxParticipants' }),
    ...Object.fromEntries(
      dates.flatMap((date, place) =>
        ['start', 'end'].map((name) => [
          `dates/${place}/${name}At`,
          `/offerEvent/dates/${place}/${nameIn(date, name)}`,
        ]),
      ),
    ),
  };
}

export const offerQueries = {
  async offer(_root: unknown, { id, ref }: { id?: string; ref?: string }, { ask }: Context) {
    exactlyOne({ id, ref }, 'id', 'ref');
    try {
      return showOffer(await ask('getOffer', said({ offerId: id, offerRef: ref })));
    } catch (error) {
      if (isAbsent(error)) return null;
      throw error;
    }
  },
  offers: async (_root: unknown, _args: unknown, { ask }: Context) =>
    wholeOf(await ask('listOffers', { limit: listedAtMost }), 'offers', 'listOffers').map(showOffer),
  async offerEvent(_root: unknown, { id, ref }: { id?: string; ref?: string }, { ask }: Context) {
    exactlyOne({ id, ref }, 'id', 'ref');
    try {
      return showEvent(await ask('getOfferEvent', said({ offerEventId: id, offerEventRef: ref })));
    } catch (error) {
      if (isAbsent(error)) return null;
      throw error;
    }
  },
};

/** What an event gives access to, where it is said as one content and its kind. */
function contentInput({ contentId, contentType, ...others }: Args): Args {
  const told = (value: unknown) => value !== undefined && value !== null;
  if (!told(contentId) && !told(contentType)) return {};
  const other = ['accessTrainings', 'trainingRefs', 'accessCourses', 'courseRefs'].find((name) =>
    told(others[name]),
  );
  if (other !== undefined)
    throw failureAt(
      'invalid',
      `/offerEvent/${other}`,
      'exactly_one',
      `Give contentId or ${other}, not both.`,
    );
  if (!told(contentId))
    throw failureAt('invalid', '/offerEvent/contentId', 'required', 'contentType goes with contentId.');
  const kind = String(contentType).toUpperCase();
  if (kind === 'TRAINING') return { trainingIds: [contentId], courseIds: [] };
  if (kind === 'COURSE') return { courseIds: [contentId], trainingIds: [] };
  throw failureAt('invalid', '/offerEvent/contentType', 'enum', 'contentType must be TRAINING or COURSE.');
}

/** What is said of an event, in the words of the core. */
function eventInput(event: Args) {
  const { dates, maxSubscriptions, maxParticipants, minSubscriptions, closingDate, publish, ...others } =
    event;
  const { trainers, accessTrainings, accessCourses, type, isActive, archived, ...more } = others;
  const { contentId: _, contentType: __, ...same } = more;
  const asked = dates as readonly DateSaid[] | null | undefined;
  return given({
    ...same,
    type: typeof type === 'string' ? type.toLowerCase() : undefined,
    dates: asked?.map((date) => ({
      startAt: date['start'] ?? date['startDate'] ?? '',
      endAt: date['end'] ?? date['endDate'] ?? '',
    })),
    maxRegistrations: maxSubscriptions === undefined ? maxParticipants : maxSubscriptions,
    minRegistrations: minSubscriptions,
    closingAt: closingDate,
    published: publish ?? undefined,
    archived: archived ?? (typeof isActive === 'boolean' ? !isActive : undefined),
    trainerIds: trainers ?? undefined,
    trainingIds: accessTrainings ?? undefined,
    courseIds: accessCourses ?? undefined,
    ...contentInput(event),
  });
}

/** What was archived or brought back, as Pluvo tells it. */
function archivedOf(operation: 'archiveOffers' | 'archiveOfferEvents') {
  return async (_root: unknown, args: Args, { ask }: Context) => {
    const { succeededIds, failedIds } = await ask(operation, said(args) as InputOf<'archiveOffers'>);
    return { response: { succeededIds, failedIds } };
  };
}

export const offerMutations = {
  async createOffer(_root: unknown, { offer, dryRun }: { offer: Args; dryRun?: boolean }, { ask }: Context) {
    const input = { ...offer, ...said({ dryRun }) } as InputOf<'createOffer'>;
    return { offer: showOffer(await ask('createOffer', input, offerPlaces)) };
  },
  async updateOffer(_root: unknown, args: Args, { ask }: Context) {
    const { id, ref, offer, ifVersion, dryRun } = args;
    exactlyOne(args, 'id', 'ref');
    const { isActive, archived, ...same } = offer as Args;
    const isArchived = archived ?? (typeof isActive === 'boolean' ? !isActive : undefined);
    const named = said({ offerId: id, offerRef: ref, ifVersion, dryRun });
    const input = { ...given({ ...same, archived: isArchived }), ...named } as InputOf<'updateOffer'>;
    return { offer: showOffer(await ask('updateOffer', input, offerPlaces)) };
  },
  archiveOffers: archivedOf('archiveOffers'),
  async createOfferEvent(_root: unknown, args: Args, { ask }: Context) {
    const { offerId: insideId, offerRef: insideRef, isActive, ...event } = args['offerEvent'] as Args;
    if (isActive === false) {
      const message = 'An event begins active: archive it once it is there, or leave publish out.';
      throw failureAt('invalid', '/offerEvent/isActive', 'not_allowed', message);
    }
    const offer = { offerId: args['offerId'] ?? insideId, offerRef: args['offerRef'] ?? insideRef };
    exactlyOne(offer, 'offerId', 'offerRef');
    const input = { ...eventInput(event), ...said({ ...offer, dryRun: args['dryRun'] }) };
    return {
      offerEvent: showEvent(
        await ask('createOfferEvent', input as unknown as InputOf<'createOfferEvent'>, eventPlacesOf(event)),
      ),
    };
  },
  async createOfferEventDate(_root: unknown, args: Args, { ask }: Context) {
    const { offerEventId, start, end } = args['offerEventDate'] as Readonly<Record<string, string>>;
    const input = { offerEventId, startAt: start, endAt: end } as InputOf<'addOfferEventDate'>;
    const date = await ask('addOfferEventDate', input, {
      offerEventId: '/offerEventDate/offerEventId',
      startAt: '/offerEventDate/start',
      endAt: '/offerEventDate/end',
    });
    return { offerEventDate: showDate(date.offerEventId, date) };
  },
  async updateOfferEvent(_root: unknown, args: Args, { ask }: Context) {
    const { id, ref, offerEvent, sendNotification, ifVersion, dryRun } = args;
    exactlyOne(args, 'id', 'ref');
    const named = said({
      offerEventId: id,
      offerEventRef: ref,
      sendMail: sendNotification,
      ifVersion,
      dryRun,
    });
    const input = { ...eventInput(offerEvent as Args), ...named } as unknown as InputOf<'updateOfferEvent'>;
    return { offerEvent: showEvent(await ask('updateOfferEvent', input, eventPlacesOf(offerEvent as Args))) };
  },
  archiveOfferEvents: archivedOf('archiveOfferEvents'),
  async deleteOfferEvent(_root: unknown, args: Args, { ask }: Context) {
    const { id, ref, ifVersion, dryRun } = args;
    exactlyOne(args, 'id', 'ref');
    const input = said({ offerEventId: id, offerEventRef: ref, ifVersion, dryRun });
    await ask('deleteOfferEvent', input as InputOf<'deleteOfferEvent'>, eventPlaces);
    return { ok: true };
  },
};
