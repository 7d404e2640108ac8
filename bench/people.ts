import { type Contender, OURS } from './contenders.js';
import type { Engine } from './engine.js';
import { Line } from './line.js';
import { measured, turn } from './load.js';
import { Rounds } from './measure.js';
import type { Plan } from './options.js';
import { restJson } from './requests.js';
import { GROUP, ROOT } from './seed.js';
import type { Report } from './table.js';

const CALLERS = 16;
const MEMBERS = 10_000;

/** Users added one by one, by 16 callers; and all 10,000 members of a group replaced by others. */
export async function measurePeople(engine: Engine, contenders: Contender[], plan: Plan): Promise<Report> {
  const added = new Rounds(contenders);
  const replaced = new Rounds(contenders);
  // The first round warms the servers up and is not counted.
  for (let round = -1; round < plan.people.rounds; round++) {
    for (const contender of turn(contenders, round + 1)) {
      const people = await measured(engine, contender, 1, () =>
        askAll(contender, CALLERS, 201, newUsers(contender, plan.people.users, round)),
      );
      const groups = await measured(engine, contender, MEMBERS, () =>
        askAll(contender, 1, 200, newMembers(contender, plan.people.groups)),
      );
      if (round < 0) continue;
      added.add(contender.name, people);
      replaced.add(contender.name, groups);
    }
  }
  return {
    findings: [
      { what: 'add 1,000 users, 16 callers, REST to bare', value: added.ratio(OURS.REST, 'bare') },
      { what: 'replace a group of 10,000, REST to bare', value: replaced.ratio(OURS.REST, 'bare') },
    ],
    scenarios: [
      { what: 'add a user, 16 callers', unit: 'requests', rounds: added },
      { what: 'replace a group of 10,000', unit: 'members', rounds: replaced },
    ],
  };
}

function* newUsers({ token }: Contender, count: number, round: number): Generator<string> {
  for (let index = 0; index < count; index++) {
    const name = `new-${round + 1}-${index}`;
    const user = { login: name, email: `${name}@bench.example`, firstName: 'New', lastName: name };
    yield restJson('POST', '/v1/users', token, { ...user, departmentRef: ROOT });
  }
}

/** Two halves in turns, so that every request replaces everybody. */
function* newMembers({ token, subject }: Contender, count: number): Generator<string> {
  for (let index = 0; index < count; index++) {
    const userIds = subject.pairs.people((index % 2) * MEMBERS, MEMBERS);
    yield restJson('PUT', `/v1/groups/ref:${GROUP}/members`, token, { userIds });
  }
}

/** Each caller sends one request after the other; answers how long each took, in ms. */
async function askAll(
  { subject }: Contender,
  callers: number,
  status: number,
  requests: Generator<string>,
): Promise<number[]> {
  const latencies: number[] = [];
  const call = async () => {
    const line = await Line.open(subject.server.port);
    try {
      for (const request of requests) {
        const start = performance.now();
        const answer = await line.ask(request);
        latencies.push(performance.now() - start);
        if (answer.status !== status)
          throw new Error(`Expected ${status}, got ${answer.status}: ${answer.body.slice(0, 600)}`);
      }
    } finally {
      line.close();
    }
  };
  await Promise.all(Array.from({ length: callers }, call));
  return latencies;
}
