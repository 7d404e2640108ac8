import { moreNeededThanFit, readClosing, readDates } from '../catalog/check-dates.js';
import type { EventDate } from '../catalog/offer-events.js';
import type { InputOf } from '../contract/operations.js';
import type { Directory } from './directory.js';
import { given } from './file-record.js';
import type { OfferEventRecord } from './loaded-offers.js';
import type { Loading } from './plan.js';
import { type PlannedThings, planThings } from './plan-things.js';

type Entry = NonNullable<InputOf<'loadOrganization'>['offerEvents']>[number];

/** What events refer to. */
interface Surroundings {
  readonly offers: Directory;
  readonly trainings: Directory;
  readonly courses: Directory;
  readonly users: Directory;
}

/** Judges the events of a file, but for who is enrolled. Those of archived offers are taken too: they are history. */
export async function planOfferEvents(
  { work, complaints, newId, zone }: Loading,
  entries: readonly Entry[],
  { offers, trainings, courses, users }: Surroundings,
): Promise<PlannedThings<OfferEventRecord>> {
  const dates = new Map<Entry, readonly EventDate[]>();
  const planned = await planThings<Entry, OfferEventRecord>(
    { complaints, newId },
    {
      array: 'offerEvents',
      what: 'event',
      things: work.loadedOffers.offerEvents,
      entries,
      complain(entry, path, before) {
        if (before?.deleted)
          complaints.add(
            `${path}/id`,
            'deleted',
            'The event with this id was deleted; add it with another one.',
          );
        if (!before && entry.offerRef === undefined)
          complaints.add(`${path}/offerRef`, 'required', 'A new event needs it.');
        const { offerRef } = entry;
        const offer = offerRef === undefined ? undefined : offers.refer(offerRef, `${path}/offerRef`);
        if (before && !before.deleted && offer && offer.no !== before.offerNo)
          complaints.add(`${path}/offerRef`, 'fixed', 'An event stays with its offer.');
        referAll(trainings, entry.trainingRefs, `${path}/trainingRefs`);
        referAll(courses, entry.courseRefs, `${path}/courseRefs`);
        referAll(users, entry.trainerRefs, `${path}/trainerRefs`);
        const { violations: wrongClosing } = readClosing(entry.closingAt, zone);
        const { violations: wrongDates } = readAll(entry, before?.dates ?? []);
        for (const { path: at, rule, message } of [...wrongClosing, ...wrongDates])
          complaints.add(path + at, rule, message);
        const min = given(entry.minRegistrations, before?.minRegistrations);
        const max = given(entry.maxRegistrations, before?.maxRegistrations);
        if (min === null || max === null || min <= max) return;
        const said = entry.minRegistrations === undefined ? 'maxRegistrations' : 'minRegistrations';
        complaints.add(`${path}/${said}`, 'order', moreNeededThanFit);
      },
      after: (entry, { no, id, ref }, before) => ({
        no,
        id,
        ref,
        offerNo: before?.offerNo ?? numberOf(offers, entry.offerRef),
        deleted: before?.deleted ?? false,
        title: given(entry.title, before?.title),
        type: entry.type ?? before?.type ?? 'meeting',
        minRegistrations: given(entry.minRegistrations, before?.minRegistrations),
        maxRegistrations: given(entry.maxRegistrations, before?.maxRegistrations),
        waitingList: entry.waitingList ?? before?.waitingList ?? false,
        closingAt: given(readClosing(entry.closingAt, zone).closingAt, before?.closingAt),
        price: given(entry.price, before?.price),
        cancelled: entry.cancelled ?? before?.cancelled ?? false,
        published: entry.published ?? before?.published ?? false,
        archived: entry.archived ?? before?.archived ?? false,
        dates: dates.get(entry) ?? before?.dates ?? [],
        trainingNos: numbersOf(trainings, entry.trainingRefs) ?? before?.trainingNos ?? [],
        courseNos: numbersOf(courses, entry.courseRefs) ?? before?.courseNos ?? [],
        trainerNos: numbersOf(users, entry.trainerRefs) ?? before?.trainerNos ?? [],
      }),
    },
  );
  planned.judge();
  return planned;

  function referAll(directory: Directory, refs: readonly string[] = [], path: string): void {
    const found = new Set<unknown>();
    for (const [position, ref] of refs.entries()) {
      const member = directory.refer(ref, `${path}/${position}`);
      if (member && found.has(member))
        complaints.add(`${path}/${position}`, 'duplicate', `The ${directory.what} is in the list already.`);
      found.add(member);
    }
  }

  /** A date that begins and ends as one did is that date still. */
  function readAll(
    entry: Entry,
    before: readonly EventDate[],
  ): Pick<ReturnType<typeof readDates>, 'violations'> {
    if (!entry.dates) return { violations: [] };
    const read = readDates(entry.dates, zone);
    const idOf = ({ startAt, endAt }: (typeof read.dates)[number]) =>
      before.find((date) => date.startAt === startAt && date.endAt === endAt)?.id ?? newId();
    if (read.violations.length === 0)
      dates.set(
        entry,
        read.dates.map((date) => ({ id: idOf(date), startAt: date.startAt, endAt: date.endAt })),
      );
    return read;
  }
}

function numberOf(directory: Directory, ref: string | undefined): number {
  return (ref === undefined ? undefined : directory.find(ref)?.no) ?? 0;
}

function numbersOf(directory: Directory, refs: readonly string[] | undefined): readonly number[] | undefined {
  return refs?.map((ref) => numberOf(directory, ref)).sort((a, b) => a - b);
}
