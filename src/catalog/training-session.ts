import type { OutputOf } from '../contract/operations.js';
import { writeInstant } from '../enrollment/instant.js';
import type { Fullness } from '../enrollment/session-places.js';
import type { DayState, SessionState } from './training-sessions.js';

type SessionView = OutputOf<'listTrainingSessions'>['items'][number];
type DayView = SessionView['days'][number];

/** What a session is by itself: instants in the zone of the account, numbers left inside. */
export type PlannedSession = Omit<SessionView, 'attending' | 'waiting' | 'seatsLeft' | 'own'>;

export function showPlanned(session: SessionState, zone: string): PlannedSession {
  const days = session.days.map((day) => showDay(session, day, zone));
  return {
    id: session.id,
    ref: session.ref,
    trainingId: session.trainingId,
    trainingRef: session.trainingRef,
    title: session.title ?? session.trainingTitle,
    startAt: days[0]?.startAt ?? '',
    duration: session.days.reduce((sum, { duration }) => sum + duration, 0),
    days,
    place: session.place,
    instructorId: session.instructor?.id ?? null,
    instructorName: session.instructor ? session.instructor.name : session.instructorName,
    capacity: session.capacity,
    waitingList: session.waitingList,
    archived: session.archived,
  };
}

/** The same with how full it is. */
export function showSession(
  session: SessionState,
  zone: string,
  { attending, waiting, own }: Fullness = nobodyThere,
): SessionView {
  const { capacity } = session;
  const seatsLeft = capacity === null ? null : Math.max(0, capacity - attending);
  return { ...showPlanned(session, zone), attending, waiting, seatsLeft, own };
}

const nobodyThere: Fullness = { attending: 0, waiting: 0, own: null };

export function showDay(session: SessionState, day: DayState, zone: string): DayView {
  return {
    id: day.id,
    sessionId: session.id,
    trainingId: session.trainingId,
    startAt: writeInstant(day.startAt, zone),
    duration: day.duration,
    place: day.place,
    url: day.url,
  };
}
