import type { OutputOf } from '../contract/operations.js';
import { writeInstant } from '../enrollment/instant.js';
import type { DayState, SessionState } from './training-sessions.js';

type SessionView = OutputOf<'listTrainingSessions'>['items'][number];
type DayView = SessionView['days'][number];

/** A session as answered: instants in the zone of the account, numbers left inside. */
export function showSession(session: SessionState, zone: string): SessionView {
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
    waitingList: true,
    attending: 0,
    waiting: 0,
    seatsLeft: session.capacity,
    own: null,
    archived: session.archived,
  };
}

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
