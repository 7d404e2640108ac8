import { type Contender, OURS } from './contenders.js';
import type { Engine } from './engine.js';
import { Line } from './line.js';
import { measured, turn } from './load.js';
import { Rounds } from './measure.js';
import type { Plan } from './options.js';
import { checkAnswer, enrollRequest, restJson, soapIds, soapRequest, type Wish } from './requests.js';
import type { Organisation } from './seed.js';
import type { Report } from './table.js';

const CALLERS = 16;
const BATCH = 1000;
const PAGE = 50;

type TrainingWish = Wish & { training: string };
type Answer = { status: number; body: string };

/**
 * 1,000 users added to a training in one request, against servers that write the same rows; and a page of 50 trainings
 * with the data of one person, against one that answers the same JSON.
 */
export async function measureTrainings(
  engine: Engine,
  contenders: Contender[],
  plan: Plan,
  organisation: Organisation,
): Promise<Report> {
  const writing = contenders.filter(({ name }) => name !== 'bare');
  const reading = contenders.filter(({ name }) => name === 'bare' || name === OURS.GraphQL);
  const added = new Rounds(writing);
  const again = new Rounds(writing);
  const read = new Rounds(reading);
  const ours = contenders.find(({ name }) => name === OURS.REST);
  if (ours) await putIntoTrainings(ours, organisation);
  // The first round warms the servers up and is not counted.
  for (let round = -1; round < plan.trainings.rounds; round++) {
    for (const contender of turn(writing, round + 1)) {
      const wish = contender.subject.pairs.training();
      const once = await measured(engine, contender, BATCH, () => add(contender, wish, 'enrolled'));
      const twice = await measured(engine, contender, BATCH, () => add(contender, wish, 'already enrolled'));
      if (round < 0) continue;
      added.add(contender.name, once);
      again.add(contender.name, twice);
    }
    for (const contender of turn(reading, round + 1)) {
      const pages = await measured(engine, contender, 1, () =>
        readPages(contender, plan.trainings.pages, organisation.learners[0] ?? ''),
      );
      if (round >= 0) read.add(contender.name, pages);
    }
  }
  const what = 'add 1,000 users to a training';
  const protocols = ['GraphQL', 'REST', 'SOAP'] as const;
  return {
    findings: [
      ...protocols.flatMap((protocol) => [
        { what: `${what}, ${protocol} to batched`, value: added.ratio(OURS[protocol], 'batched') },
        { what: `${what}, ${protocol} to cross join`, value: added.ratio(OURS[protocol], 'cross join') },
        {
          what: `${what}, ${protocol}, again to first`,
          value: again.ratio(OURS[protocol], OURS[protocol], added),
        },
      ]),
      {
        what: 'a page of 50 trainings with user data, GraphQL to bare',
        value: read.ratio(OURS.GraphQL, 'bare'),
      },
    ],
    scenarios: [
      { what, unit: 'pairs', rounds: added },
      { what: `${what}, again`, unit: 'pairs', rounds: again },
      { what: 'a page of 50 trainings, 16 callers', unit: 'pages', rounds: read },
    ],
  };
}

/** The person of the page is in every training, has begun it, and has a seat in its session. */
async function putIntoTrainings({ subject, token }: Contender, organisation: Organisation): Promise<void> {
  const userId = organisation.learners[0] ?? '';
  const line = await Line.open(subject.server.port);
  const ask = async (path: string, body: object) => {
    const { status, body: told } = await line.ask(restJson('POST', path, token, body));
    if (status >= 300) throw new Error(`${path}: ${status} ${told.slice(0, 600)}`);
  };
  try {
    for (const [index, id] of organisation.trainings.entries()) {
      await ask(`/v1/trainings/${id}/participants`, { userIds: [userId], sendInvites: false });
      await ask(`/v1/training-sessions/${organisation.sessions[index]}/places`, { userId });
    }
    const entries = organisation.trainings.map((trainingId) => ({ userId, trainingId, progress: 40 }));
    await ask('/v1/progress', { entries });
  } finally {
    line.close();
  }
}

const MUTATION = `mutation($training: UUID, $users: [UUID!]) {
  addUsersToTraining(trainingId: $training, userIds: $users, sendInvites: false) { addedIds alreadyAddedIds } }`;

function addRequest({ protocol, token, name }: Contender, wish: TrainingWish): string {
  const { training, learners } = wish;
  if (!name.startsWith('ours')) return enrollRequest('REST', token, wish);
  switch (protocol) {
    case 'REST':
      return restJson('POST', `/v1/trainings/${training}/participants`, token, {
        userIds: learners,
        sendInvites: false,
      });
    case 'SOAP':
      return soapRequest(
        'AddUsersToTraining',
        token,
        `<soap:trainingId>${training}</soap:trainingId>${soapIds('userIds', learners)}<soap:sendInvites>false</soap:sendInvites>`,
      );
    case 'GraphQL':
      return restJson('POST', '/graphql', token, {
        query: MUTATION,
        variables: { training, users: learners },
      });
  }
}

type Expected = 'enrolled' | 'already enrolled';

/** How many were added, or were there, as each protocol says it. */
function countIn({ protocol }: Contender, { body }: Answer, expected: Expected): number {
  const isNew = expected === 'enrolled';
  if (protocol === 'SOAP')
    return Number(new RegExp(`${isNew ? 'added' : 'alreadyAdded'}>(\\d+)<`).exec(body)?.[1]);
  const answer = JSON.parse(body);
  if (protocol === 'REST') return isNew ? answer.summary.added : answer.summary.alreadyAdded;
  const { addedIds, alreadyAddedIds } = answer.data.addUsersToTraining;
  return (isNew ? addedIds : alreadyAddedIds).length;
}

async function add(contender: Contender, wish: TrainingWish, expected: Expected): Promise<number[]> {
  const request = addRequest(contender, wish);
  const line = await Line.open(contender.subject.server.port);
  try {
    const start = performance.now();
    const answer = await line.ask(request);
    const latency = performance.now() - start;
    if (!contender.name.startsWith('ours')) checkAnswer('REST', answer, expected, BATCH);
    else if (answer.status >= 300 || countIn(contender, answer, expected) !== BATCH)
      throw new Error(`Expected ${BATCH} ${expected}, got ${answer.status}: ${answer.body.slice(0, 600)}`);
    return [latency];
  } finally {
    line.close();
  }
}

const QUERY = `query($userId: UUID) { paginatedTrainings(first: ${PAGE}, userId: $userId) {
  count pageInfo { hasNextPage } edges { cursor node {
    id ref title isActive userData { progress completedAt nextEvent mayStart roles } } } } }`;

async function readPages({ subject, token }: Contender, count: number, userId: string): Promise<number[]> {
  const request = restJson('POST', '/graphql', token, { query: QUERY, variables: { userId } });
  const latencies: number[] = [];
  let left = count;
  const call = async () => {
    const line = await Line.open(subject.server.port);
    try {
      while (left-- > 0) {
        const start = performance.now();
        const { status, body } = await line.ask(request);
        latencies.push(performance.now() - start);
        if (status !== 200 || body.split('"progress":40').length !== PAGE + 1)
          throw new Error(`Expected ${PAGE} trainings, got ${status}: ${body.slice(0, 600)}`);
      }
    } finally {
      line.close();
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, call));
  return latencies;
}
