import { randomInt } from 'node:crypto';
import { v7 } from 'uuid';
import { type GrantKind, grantKindNumber } from '../../src/enrollment/grant.js';
import { toBinary } from '../../src/storage/binary-id.js';
import type { RawDatabase } from '../raw-database.js';

/** A grant for another reason than a direct one, for which there is no operation yet. */
export interface AutomaticGrant {
  readonly learnerRef: string;
  readonly courseRef: string;
  readonly kind: Exclude<GrantKind, 'direct'>;
  readonly sourceNo: number;
}

const LIVE = 253_402_300_799_999;

const pair = `FROM users u, activities a WHERE u.ref = ? AND a.ref = ? AND a.kind = 0`;
const ofPair = `user_no = (SELECT no FROM users WHERE ref = ?) AND activity_no = (SELECT no FROM activities WHERE ref = ?)`;

/** Begins one, as a unit or a rule would: with its enrollment, decision and event. */
export async function beginAutomatic(
  raw: RawDatabase,
  { learnerRef, courseRef, kind, sourceNo }: AutomaticGrant,
  { givenAt, dueAt }: { givenAt: number; dueAt: number | null },
): Promise<void> {
  const event = await noteEvent(raw, givenAt);
  const number = BigInt(Date.now()) * 2_097_152n + BigInt(randomInt(2_097_152));
  await raw.run(
    `INSERT INTO enrollments (user_no, activity_no, role, id) SELECT u.no, a.no, 0, ? ${pair}
      AND NOT EXISTS (SELECT 1 FROM enrollments e WHERE e.user_no = u.no AND e.activity_no = a.no)`,
    [toBinary(v7()), learnerRef, courseRef],
  );
  await raw.run(
    `INSERT INTO decisions (no, activity_no, policy, access_at, due_at, lock_after_due, continues, given_at, event_id)
      SELECT ?, a.no, ?, ?, ?, 0, 0, ?, ? ${pair}`,
    [number, dueAt === null ? 0 : 3, givenAt, dueAt, givenAt, event, learnerRef, courseRef],
  );
  await raw.run(
    `INSERT INTO grants (user_no, activity_no, role, kind, source_no, ended_at, decision_no)
      SELECT u.no, a.no, 0, ?, ?, ${LIVE}, ? ${pair}`,
    [grantKindNumber(kind), sourceNo, number, learnerRef, courseRef],
  );
}

/** Ends it; answers how many that were. */
export async function endAutomatic(
  raw: RawDatabase,
  { learnerRef, courseRef, kind, sourceNo }: AutomaticGrant,
  endedAt: number,
): Promise<number> {
  const event = await noteEvent(raw, endedAt);
  return await raw.run(
    `UPDATE grants SET ended_at = ?, end_event_id = ? WHERE ${ofPair} AND kind = ? AND source_no = ? AND ended_at = ${LIVE}`,
    [endedAt, event, learnerRef, courseRef, grantKindNumber(kind), sourceNo],
  );
}

async function noteEvent(raw: RawDatabase, at: number): Promise<Buffer> {
  const id = toBinary(v7());
  await raw.run(
    `INSERT INTO events (id, at, operation, protocol, detail) VALUES (?, ?, 'test', 'test', '{}')`,
    [id, at],
  );
  return id;
}
