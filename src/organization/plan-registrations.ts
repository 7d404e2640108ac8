import type { InputOf } from '../contract/operations.js';
import type { Directory, Member } from './directory.js';
import type { OfferEventRecord, OfferRecord, Registration, SeatsTaken } from './loaded-offers.js';
import { emptyTally, type Loading, type Plan, spans } from './plan.js';
import type { PlannedThings } from './plan-things.js';
import { SeatLine } from './seat-line.js';

type File = InputOf<'loadOrganization'>;

interface Asked {
  readonly path: string;
  readonly user: Member;
  readonly event: Member;
}

interface Surroundings {
  readonly offers: PlannedThings<OfferRecord>;
  readonly events: PlannedThings<OfferEventRecord>;
  readonly users: Directory;
}

export interface PlannedRegistrations extends Plan {
  /**
   * Holds the events concerned and judges their seats again: others may have taken some. To be called when people are
   * written, before events are; fails as the judgement of the file does.
   */
  hold(): Promise<void>;
}

/**
 * Judges who is to be enrolled in events, in the order of the file, and whether seats that are taken stay. Closed and
 * archived events are taken too: they are history. In a cancelled one nobody is.
 */
export async function planRegistrations(
  { work, complaints }: Loading,
  { offerEvents = [], registrations = [] }: File,
  { offers, events, users }: Surroundings,
): Promise<PlannedRegistrations> {
  const { loadedOffers, now } = work;
  const tally = emptyTally();
  const asked = findAll();
  const concerned = [...new Set([...events.members, ...asked.map(({ event }) => event)])].flatMap((event) =>
    event && event.no !== 0 ? [event.no] : [],
  );
  let taken: ReadonlyMap<number, SeatsTaken> = new Map();
  let pending: readonly (Asked & Pick<Registration, 'status'>)[] = [];
  await judge();
  return { tally, hold, write };

  function findAll(): readonly Asked[] {
    const seen = new Map<string, number>();
    return registrations.flatMap(({ userRef, offerEventRef }, place): Asked[] => {
      const path = `/registrations/${place}`;
      const user = users.refer(userRef, `${path}/userRef`);
      const event = events.directory.refer(offerEventRef, `${path}/offerEventRef`);
      if (!user || !event) return [];
      const twin = seen.get(`${user.id} ${event.id}`);
      if (twin === undefined) seen.set(`${user.id} ${event.id}`, place);
      else complaints.add(path, 'duplicate', `/registrations/${twin} is about the same user and event.`);
      return twin === undefined ? [{ path, user, event }] : [];
    });
  }

  async function judge(): Promise<void> {
    taken = await loadedOffers.seatsTaken(concerned);
    for (const [place, { maxRegistrations }] of offerEvents.entries()) {
      const event = events.members[place];
      const enrolled = (event && taken.get(event.no)?.enrolled) ?? 0;
      if (!event || typeof maxRegistrations !== 'number' || events.after(event)?.cancelled) continue;
      if (enrolled > maxRegistrations)
        complaints.add(
          `/offerEvents/${place}/maxRegistrations`,
          'below_enrolled',
          `${enrolled} are enrolled already.`,
        );
    }
    await placeAll();
  }

  async function placeAll(): Promise<void> {
    const archived = new Set(offers.all().flatMap(({ no, archivedAt }) => (archivedAt === null ? [] : [no])));
    const lines = new Map<Member, SeatLine>();
    const placed: (Asked & Pick<Registration, 'status'>)[] = [];
    Object.assign(tally, emptyTally());
    for await (const { start, end } of spans(asked.length)) {
      const some = asked.slice(start, end);
      const states = await statesOf(some);
      for (const one of some) {
        const { event, user, path } = one;
        const record = events.after(event);
        if (!record) continue;
        const before = states.get(`${event.no} ${user.no}`);
        if (record.cancelled) {
          complaints.add(path, 'cancelled', 'The event is cancelled: nobody is enrolled in it.');
          continue;
        }
        if (before === 'ENROLLED' || before === 'WAITLISTED') {
          tally.unchanged += 1;
          continue;
        }
        const line = lines.get(event) ?? lineOf(event, record, archived);
        lines.set(event, line);
        const status = line.next();
        if (status) placed.push({ ...one, status });
        else complaints.add(path, 'full', 'All seats of the event are taken, and it has no waiting list.');
        if (before) tally.changed += 1;
        else tally.added += 1;
      }
    }
    pending = placed;
  }

  function lineOf(event: Member, record: OfferEventRecord, archivedOffers: ReadonlySet<number>): SeatLine {
    const takesPeople = !record.archived && !archivedOffers.has(record.offerNo);
    return new SeatLine(record, taken.get(event.no) ?? { enrolled: 0, waiting: 0 }, takesPeople);
  }

  async function statesOf(some: readonly Asked[]): Promise<ReadonlyMap<string, Registration['status']>> {
    const keys = some.map(({ event, user }) => ({ eventNo: event.no, userNo: user.no }));
    const there = keys.filter(({ eventNo, userNo }) => eventNo !== 0 && userNo !== 0);
    const found = await loadedOffers.registrations(there);
    return new Map(found.map(({ eventNo, userNo, status }) => [`${eventNo} ${userNo}`, status]));
  }

  async function hold(): Promise<void> {
    await work.offerEvents.hold(concerned.toSorted((a, b) => a - b));
    await judge();
    complaints.settle();
  }

  async function write(): Promise<void> {
    const gone = events.members.flatMap((event) =>
      event && taken.has(event.no) && events.after(event)?.cancelled ? [event.no] : [],
    );
    await loadedOffers.declineEverybody(gone, now);
    const waitedFor = await work.offerEvents.waitedFor();
    await work.offerEvents.hold(waitedFor);
    await work.eventEnrollments.promote(waitedFor, now);
    const people = pending.map(({ event, user, status }) => ({ eventNo: event.no, userNo: user.no, status }));
    await loadedOffers.register(people, now);
  }
}
