import { expect } from '@jest/globals';
import type { RawDatabase } from '../raw-database.js';
import { LIVE } from './bookkeeping.js';

/** What a stream of enrollments was told. */
export interface Acknowledged {
  readonly learnerRef: string;
  readonly courseRef: string;
  readonly enrollmentId: string;
}

export interface Stream {
  readonly acknowledged: readonly Acknowledged[];
  /** Learners whose requests had no answer, or a failure. */
  readonly unanswered: readonly string[];
  /** Ends the stream: every caller stops after the request that it is at. */
  stop(): Promise<void>;
  /** Once so many were acknowledged. */
  reached(count: number): Promise<void>;
}

/** Callers that enroll one learner after the other, each in one course or in all three, until they are stopped. */
export function startStream(url: string, token: string, learners: number, callers = 8): Stream {
  const acknowledged: Acknowledged[] = [];
  const unanswered: string[] = [];
  const waiting: { count: number; resolve(): void }[] = [];
  let next = 0;
  let stopped = false;

  const enroll = async (learner: string, courseRefs: readonly string[]) => {
    const response = await fetch(`${url}/v1/enrollments`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ learnerRefs: [learner], courseRefs, dueDateType: 'unlimited' }),
    });
    const { outcomes } = (await response.json()) as { outcomes: Acknowledged[] };
    if (!response.ok) return false;
    acknowledged.push(...outcomes);
    return true;
  };
  const call = async () => {
    while (!stopped && next < learners) {
      next += 1;
      const learner = `l${next}`;
      const done = await enroll(learner, next % 3 === 0 ? ['c1', 'c2', 'c3'] : ['c1']).catch(() => false);
      if (!done) unanswered.push(learner);
      for (const { count, resolve } of waiting) if (acknowledged.length >= count) resolve();
    }
  };
  const ended = Promise.all(Array.from({ length: callers }, call));
  return {
    acknowledged,
    unanswered,
    async stop() {
      stopped = true;
      await ended;
    },
    reached: (count) => new Promise<void>((resolve) => waiting.push({ count, resolve })),
  };
}

/** Every acknowledged enrollment is there once and whole: with its grant, the decision, and the event. */
export async function expectKept(raw: RawDatabase, acknowledged: readonly Acknowledged[]): Promise<void> {
  const rows = await raw.all<{ ref: string; course: string; id: Buffer; detail: string }>(
    `SELECT u.ref AS ref, a.ref AS course, e.id AS id, v.detail AS detail
      FROM enrollments e JOIN users u ON u.no = e.user_no JOIN activities a ON a.no = e.activity_no
      JOIN grants g ON g.user_no = e.user_no AND g.activity_no = e.activity_no AND g.ended_at = ${LIVE}
      JOIN decisions d ON d.no = g.decision_no JOIN events v ON v.id = d.event_id`,
  );
  const kept = new Map(rows.map(({ ref, course, id }) => [`${ref} ${course}`, id.toString('hex')]));
  expect(kept.size).toBe(rows.length);
  for (const { learnerRef, courseRef, enrollmentId } of acknowledged) {
    expect(kept.get(`${learnerRef} ${courseRef}`)).toBe(enrollmentId.replaceAll('-', ''));
  }
  expect(await raw.number('SELECT COUNT(*) FROM grants')).toBe(rows.length);
  expect(await raw.number('SELECT COUNT(*) FROM enrollments')).toBe(rows.length);
}
