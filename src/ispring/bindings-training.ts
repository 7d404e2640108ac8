import { failureAt } from '../contract/failure.js';
import type { OutputOf } from '../contract/operations.js';
import { type Binding, renamed } from './binding.js';
import { everything } from './everything.js';
import { done, ids as idList, List, type Shown, shown, Wrapped } from './reply.js';
import { listOf, object, paging, scalars } from './shape.js';

type Session = OutputOf<'getTrainingSession'>;
type Place = OutputOf<'listSessionPlaces'>['items'][number];
type Attendance = Readonly<Record<string, unknown>>;

const noTraining = { text: 'Training not found', plain: true };
const noSession = { text: 'Training session not found', plain: true };
const noDay = { text: 'Day not found', plain: true };

const showSession = ({
  id,
  title,
  startAt,
  duration,
  instructorName,
  days,
}: Omit<Session, 'version'>): Shown => ({
  id,
  title,
  startTime: startAt,
  duration,
  instructor: instructorName ?? undefined,
  dayIds: idList(days.map((day) => day.id)),
});

/** In doubt: nothing says what a duration of attendance is counted in; all others of the vendor's are in seconds. */
const attendanceOf = ({ duration, ...given }: Attendance, place: number) => {
  const entry = renamed(given, { participantId: 'userId', isAttended: 'attended' });
  if (duration === undefined) return entry;
  if (!/^\d{1,5}$/.test(String(duration)) || Number(duration) > secondsOfDay) {
    const message = `It must be a whole number of seconds, at most ${secondsOfDay}.`;
    throw failureAt('invalid', `/participantsAttendance/${place}/duration`, 'maximum', message);
  }
  return { ...entry, minutes: Math.round(Number(duration) / 60) };
};
const secondsOfDay = 86_400;

const instead = 'list the sessions at /v1/trainings';

export const trainingBindings: readonly Binding[] = [
  {
    method: 'GET',
    path: '/training/:trainingId',
    operation: 'getTraining',
    absent: noTraining,
    async perform({ part }, ask) {
      const training = await ask('getTraining', { trainingId: part('trainingId') });
      const input = { trainingId: training.id, archived: false };
      const sessions = await everything<Session>(ask, 'listTrainingSessions', input, instead);
      return shown({
        title: training.title,
        organizer: training.organizerId ?? '',
        sessions: idList(sessions.map(({ id }) => id)),
        type: training.trainingType ?? '',
      });
    },
  },
  {
    method: 'GET',
    path: '/training/:trainingId/sessions',
    operation: 'listTrainingSessions',
    absent: noTraining,
    async perform({ part }, ask) {
      const input = { trainingId: part('trainingId'), archived: false };
      const sessions = await everything<Session>(ask, 'listTrainingSessions', input, instead);
      return shown(new List('trainingSession', sessions.map(showSession)));
    },
  },
  {
    method: 'GET',
    path: '/training/session/:trainingSessionId',
    operation: 'getTrainingSession',
    absent: noSession,
    async perform({ part }, ask) {
      const session = await ask('getTrainingSession', { sessionId: part('trainingSessionId') });
      return shown(new Wrapped('trainingSession', showSession(session)));
    },
  },
  {
    method: 'GET',
    path: '/training/session/participants/:sessionId',
    operation: 'listSessionPlaces',
    fields: paging,
    absent: noSession,
    async perform({ part }, ask) {
      // The documented answer has no token of a next page: it is whole, whatever page is asked for.
      const input = { sessionId: part('sessionId'), status: 'attending' };
      const places = await everything<Place>(ask, 'listSessionPlaces', input, 'list them at /v1');
      return shown(new Wrapped('participants', idList(places.map(({ userId }) => userId))));
    },
  },
  {
    method: 'GET',
    path: '/training/day/:dayId',
    operation: 'getSessionDay',
    absent: noDay,
    async perform({ part }, ask) {
      const { id, sessionId, trainingId, startAt, duration, place, url } = await ask('getSessionDay', {
        dayId: part('dayId'),
      });
      return shown({
        dayId: id,
        sessionId,
        trainingId,
        startTime: startAt,
        duration,
        location: place ?? (await ask('getTrainingSession', { sessionId })).place ?? undefined,
        url: url ?? undefined,
      });
    },
  },
  {
    method: 'POST',
    path: '/training/day/:dayId',
    operation: 'updateSessionDay',
    fields: scalars('url'),
    absent: noDay,
    async perform({ part, fields }, ask) {
      // An empty address takes the old one away.
      const url = fields['url'] === '' ? null : fields['url'];
      await ask('updateSessionDay', { dayId: part('dayId'), ...renamed({ url }, { url: 'url' }) });
      return done;
    },
  },
  {
    method: 'POST',
    path: '/training/day/:dayId/participants/attendance/update',
    operation: 'recordAttendance',
    fields: {
      participantsAttendance: listOf(
        object(scalars('participantId', 'isAttended', 'duration')),
        'trainingParticipantAttendance',
        'participantAttendance',
        'item',
      ),
    },
    names: { entries: 'participantsAttendance', userId: 'participantId', attended: 'isAttended' },
    absent: noDay,
    async perform({ part, fields }, ask) {
      const dayId = part('dayId');
      const given = (fields['participantsAttendance'] ?? []) as readonly Attendance[];
      if (given.length === 0) await ask('getSessionDay', { dayId });
      else await ask('recordAttendance', { dayId, entries: given.map(attendanceOf) });
      return done;
    },
  },
];
