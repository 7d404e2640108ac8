import type { OutputOf } from '../contract/operations.js';
import { enumWord } from './decode.js';

type OfferView = OutputOf<'listOffers'>['items'][number];
type EventView = OutputOf<'listOfferEvents'>['items'][number];
type EnrollmentView = OutputOf<'listOfferEventEnrollments'>['items'][number];

/** Offers, events and enrollments as Pluvo has them. */
export function showOffer({
  id,
  ref,
  title,
  description,
  archived,
  archivedAt,
  createdAt,
  updatedAt,
}: OfferView) {
  return { id, ref, title, description, isActive: !archived, archived, archivedAt, createdAt, updatedAt };
}

export type ShownOffer = ReturnType<typeof showOffer>;

export function showDate(
  offerEventId: string,
  { id, startAt, endAt }: { id: string; startAt: string; endAt: string },
) {
  return { id, offerEventId, start: startAt, end: endAt, startDate: startAt, endDate: endAt };
}

export function showEvent(event: EventView) {
  const [training] = event.trainings;
  const [course] = event.courses;
  const content = training ?? course;
  return {
    id: event.id,
    ref: event.ref,
    title: event.title,
    offerId: event.offerId,
    type: enumWord(event.type),
    dates: event.dates.map((date) => showDate(event.id, date)),
    isActive: !event.archived && !event.cancelled,
    archived: event.archived,
    cancelled: event.cancelled,
    publish: event.published,
    maxSubscriptions: event.maxRegistrations,
    minSubscriptions: event.minRegistrations,
    maxParticipants: event.maxRegistrations,
    enrolledCount: event.enrolled,
    waitingCount: event.waiting,
    spotsAvailable: event.seatsLeft,
    waitingList: event.waitingList,
    closingDate: event.closingAt,
    price: event.price,
    trainerIds: event.trainerIds,
    accessTrainings: event.trainings,
    accessCourses: event.courses,
    accessExternalContents: [],
    accessScorms: [],
    accessVideos: [],
    certificateId: null,
    scoreThreshold: null,
    contentId: content?.id ?? null,
    contentType: training ? 'TRAINING' : course ? 'COURSE' : null,
    contentTitle: content?.title ?? null,
  };
}

export type ShownEvent = ReturnType<typeof showEvent>;

export function showEnrollment({ id, userId, offerEventId, status, position, enrolledAt }: EnrollmentView) {
  return { id, userId, offerEventId, status, position, enrolledAt };
}

export type ShownEnrollment = ReturnType<typeof showEnrollment>;
