import { GraphQLError } from 'graphql';
import { failureAt } from '../contract/failure.js';
import type { InputOf } from '../contract/operations.js';
import type { Context } from './asking.js';
import { enumWord, said } from './decode.js';
import { codes } from './failure.js';
import { usersById } from './find-users.js';
import { byKey, inPortions, listedAtMost, type Query, wholeOf } from './load.js';
import {
  type ShownEnrollment,
  type ShownEvent,
  type ShownOffer,
  showEnrollment,
  showEvent,
  showOffer,
} from './show-offer.js';
import type { Words } from './show-user.js';

type Args = Readonly<Record<string, unknown>>;

async function findEnrollment({ ask }: Context, userId: string, offerEventId: string) {
  const { items } = await ask('listOfferEventEnrollments', {
    userIds: [userId],
    offerEventIds: [offerEventId],
  });
  return items[0];
}

export const enrollmentQueries = {
  async enrollment(_root: unknown, args: { userId: string; offerEventId: string }, context: Context) {
    const found = await findEnrollment(context, args.userId, args.offerEventId);
    return found ? showEnrollment(found) : null;
  },
  async enrollments(_root: unknown, { userId }: { userId?: string | null }, { ask }: Context) {
    const who = userId === undefined || userId === null ? {} : { userIds: [userId] };
    const page = await ask('listOfferEventEnrollments', { ...who, limit: listedAtMost });
    return wholeOf(page, 'enrollments', 'listOfferEventEnrollments').map(showEnrollment);
  },
};

export const enrollmentMutations = {
  /** ENROLLED and WAITLISTED are wishes; CANCELLED and DECLINED change an enrollment that is there. */
  async enrollUserInOfferEvent(_root: unknown, { enrollment }: { enrollment: Args }, context: Context) {
    const { userId, offerEventId, status } = enrollment as Readonly<Record<string, string>>;
    const places = { offerEventId: '/enrollment/offerEventId', userIds: '/enrollment/userId' };
    if (status === 'CANCELLED' || status === 'DECLINED') {
      const found = await findEnrollment(context, userId ?? '', offerEventId ?? '');
      if (!found)
        throw failureAt(
          'conflict',
          '/enrollment/status',
          'not_enrolled',
          'The user never was enrolled in it.',
        );
      const input = { enrollmentId: found.id, status } as const;
      const after = await context.ask('changeOfferEventEnrollment', input, { status: '/enrollment/status' });
      return { enrollment: showEnrollment(after) };
    }
    const input = { offerEventId, userIds: [userId] } as InputOf<'enrollUsersInOfferEvent'>;
    await context.ask('enrollUsersInOfferEvent', input, places);
    const found = await findEnrollment(context, userId ?? '', offerEventId ?? '');
    return { enrollment: found ? showEnrollment(found) : null };
  },
  async unenrollUserFromOfferEvent(
    _root: unknown,
    { userId, offerEventId }: { userId: string; offerEventId: string },
    { ask }: Context,
  ) {
    await ask('unenrollUsersFromOfferEvent', { offerEventId, userIds: [userId] }, { userIds: '/userId' });
    return { success: true };
  },
  async createOfferEventEnrollments(_root: unknown, args: Args, context: Context) {
    const input = { ...said(args), mode: 'partial' } as InputOf<'enrollUsersInOfferEvent'>;
    const { offerEventId, outcomes } = await context.ask('enrollUsersInOfferEvent', input);
    const userIds = outcomes.flatMap(({ outcome, userId }) =>
      outcome !== 'failed' && userId ? [userId] : [],
    );
    const known = new Map<string, ShownEnrollment>();
    for (let start = 0; start < userIds.length; start += 1_000) {
      const asked = {
        offerEventIds: [offerEventId],
        userIds: userIds.slice(start, start + 1_000),
        limit: 1_000,
      };
      for (const one of (await context.ask('listOfferEventEnrollments', asked)).items)
        known.set(one.userId, showEnrollment(one));
    }
    return outcomes.map(({ outcome, userId, path = '', code = 'invalid', message = '' }) =>
      outcome === 'failed'
        ? new GraphQLError(message, {
            extensions: {
              code: codes[code as keyof typeof codes] ?? enumWord(code),
              violations: [{ path, rule: outcome, message }],
            },
          })
        : (known.get(userId ?? '') ?? null),
    );
  },
};

/** What offers, events and enrollments have beside themselves, for all of a page together. */
export function offerLoaders(words: Words) {
  return {
    Offer: {
      async offerEvents(queries: readonly Query<ShownOffer>[], { ask }: Context) {
        const offerIds = [...new Set(queries.map(({ obj }) => obj.id))];
        const events = await inPortions(offerIds, 1_000, async (some) =>
          wholeOf(
            await ask('listOfferEvents', { offerIds: some, limit: listedAtMost }),
            'events',
            'listOfferEvents',
          ),
        );
        const ofOffer = byKey(events, ({ offerId }) => offerId);
        return queries.map(({ obj }) => (ofOffer.get(obj.id) ?? []).map(showEvent));
      },
    },
    OfferEvent: {
      async offer(queries: readonly Query<ShownEvent>[], { ask }: Context) {
        const { items } = await ask('listOffers', { limit: 10_000 });
        const offers = new Map(items.map((offer) => [offer.id, showOffer(offer)]));
        return queries.map(({ obj }) => offers.get(obj.offerId) ?? null);
      },
      async trainers(queries: readonly Query<ShownEvent>[], context: Context) {
        const users = await usersById(
          context,
          words,
          queries.flatMap(({ obj }) => obj.trainerIds),
        );
        return queries.map(({ obj }) => obj.trainerIds.flatMap((id) => users.get(id) ?? []));
      },
      async enrollments(queries: readonly Query<ShownEvent>[], { ask }: Context) {
        const offerEventIds = [...new Set(queries.map(({ obj }) => obj.id))];
        const all = await inPortions(offerEventIds, 1_000, async (some) =>
          wholeOf(
            await ask('listOfferEventEnrollments', { offerEventIds: some, limit: listedAtMost }),
            'enrollments',
            'listOfferEventEnrollments',
          ),
        );
        const ofEvent = byKey(all, ({ offerEventId }) => offerEventId);
        return queries.map(({ obj }) => (ofEvent.get(obj.id) ?? []).map(showEnrollment));
      },
    },
    Enrollment: {
      async user(queries: readonly Query<ShownEnrollment>[], context: Context) {
        const users = await usersById(
          context,
          words,
          queries.map(({ obj }) => obj.userId),
        );
        return queries.map(({ obj }) => users.get(obj.userId) ?? null);
      },
      async offerEvent(queries: readonly Query<ShownEnrollment>[], { ask }: Context) {
        const offerEventIds = [...new Set(queries.map(({ obj }) => obj.offerEventId))];
        const events = await inPortions(
          offerEventIds,
          1_000,
          async (some) => (await ask('listOfferEvents', { offerEventIds: some, limit: 1_000 })).items,
        );
        const known = new Map(events.map((event) => [event.id, showEvent(event)]));
        return queries.map(({ obj }) => known.get(obj.offerEventId) ?? null);
      },
    },
  };
}
