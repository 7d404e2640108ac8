import { failureAt } from '../contract/failure.js';
import type { OutputOf } from '../contract/operations.js';
import { type Binding, renamed } from './binding.js';
import { everything } from './everything.js';
import { done, ids as idList, List, type Shown, shown, Wrapped } from './reply.js';
import { listOf, object, paging, scalars } from './shape.js';

type Session = OutputOf<'getTrainingSession'>;

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
    operation: 'getTrainingSession',
    fields: paging,
    absent: noSession,
    async perform({ part }, ask) {
      await ask('getTrainingSession', { sessionId: part('sessionId') });
      // Nobody is enrolled in sessions.
      return shown(new Wrapped('participants', idList([])));
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
    operation: 'getSessionDay',
    fields: {
      participantsAttendance: listOf(
        object(scalars('participantId', 'isAttended', 'duration')),
        'trainingParticipantAttendance',
        'participantAttendance',
        'item',
      ),
    },
    absent: noDay,
    async perform({ part, fields }, ask) {
      await ask('getSessionDay', { dayId: part('dayId') });
      const { participantsAttendance: given = [] } = fields;
      if (Array.isArray(given) && given.length === 0) return done;
      throw failureAt(
        'invalid',
        '/participantsAttendance/0/participantId',
        'unknown',
        'This day has no such participant: nobody is enrolled in sessions of trainings here.',
      );
    },
  },
];
