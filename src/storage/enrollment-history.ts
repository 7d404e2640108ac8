import type { Deed, PastGrant } from '../enrollment/enrollments.js';
import { grantKindOf } from '../enrollment/grant.js';
import { toUuid } from './binary-id.js';
import { type DecisionRow, DIRECT, LIVE, termsColumns, termsOf } from './grant-row.js';
import { raw, type Sql, sql } from './sql.js';

interface DeedRow {
  readonly event_id: Buffer;
  readonly operation: string;
  readonly protocol: string;
  readonly user_no: number | null;
  readonly user_id: Buffer | null;
  readonly user_ref: string | null;
  readonly manager_no: number | null;
  /** Whether somebody names the user as their manager. */
  readonly manages: number;
  readonly path: string | null;
}

interface GrantRow extends DecisionRow {
  readonly kind: number;
  readonly source_no: number;
  readonly ended_at: number;
  readonly end_event_id: Buffer | null;
  readonly given_at: number;
  readonly continues: number;
  readonly event_id: Buffer;
}

/** All grants of one enrollment, newest first, with the events that began and ended them: three statements. */
export async function historyOf(db: Sql, enrollmentId: Buffer): Promise<readonly PastGrant[]> {
  const join = raw(db.dialect.joinInOrder);
  const found =
    await db.all<GrantRow>(sql`SELECT g.kind, g.source_no, g.ended_at, g.end_event_id, d.given_at, d.continues,
      d.event_id, ${termsColumns}
    FROM enrollments e ${join} grants g ON g.user_no = e.user_no AND g.activity_no = e.activity_no AND g.role = e.role
    ${join} decisions d ON d.no = g.decision_no
    WHERE e.id = ${enrollmentId} ORDER BY d.given_at DESC, g.kind, g.source_no`);
  const grants = newestFirst(found);
  const eventIds = grants.flatMap((grant) =>
    grant.end_event_id ? [grant.event_id, grant.end_event_id] : [grant.event_id],
  );
  const deeds =
    await db.all<DeedRow>(sql`SELECT v.id AS event_id, v.operation, v.protocol, v.user_no, u.id AS user_id,
      u.ref AS user_ref, u.manager_no, EXISTS (SELECT 1 FROM users r WHERE r.manager_no = u.no) AS manages, dep.path
    FROM events v LEFT JOIN users u ON u.no = v.user_no LEFT JOIN departments dep ON dep.no = u.department_no
    WHERE ${db.dialect.inIds('v.id', eventIds)}`);
  const userNos = deeds.flatMap((deed) => (deed.user_no === null ? [] : [deed.user_no]));
  const roles = await db.all<{ user_no: number; role: string }>(
    sql`SELECT user_no, role FROM roles_held WHERE ${db.dialect.inNumbers('user_no', userNos)}`,
  );
  const byEvent = new Map(
    deeds.map((row) => {
      const held = roles.filter((role) => role.user_no === row.user_no).map((role) => role.role);
      const derived = row.manages === 1 ? ['team_manager'] : [];
      return [toUuid(row.event_id), deedOf(row, [...held, ...derived])];
    }),
  );
  const unknown = (event: Buffer): Deed => ({
    eventId: toUuid(event),
    operation: '',
    protocol: '',
    by: undefined,
  });
  const deed = (event: Buffer): Deed => byEvent.get(toUuid(event)) ?? unknown(event);
  return grants.map((grant) => ({
    kind: grantKindOf(grant.kind),
    sourceNo: grant.source_no,
    terms: termsOf(grant),
    dueAt: grant.due_at,
    continues: grant.continues === 1,
    givenAt: grant.given_at,
    began: deed(grant.event_id),
    endedAt: grant.ended_at === LIVE ? undefined : grant.ended_at,
    ended: grant.end_event_id === null ? undefined : deed(grant.end_event_id),
  }));
}

/**
 * Clocks jump, and differ between instances: of direct grants, which follow one another, each ends later than the one
 * before by construction, whatever the moments at which they were given. Others are placed by when they were given.
 */
function newestFirst(grants: readonly GrantRow[]): readonly GrantRow[] {
  const direct = grants.filter((grant) => grant.kind === DIRECT).sort((a, b) => a.ended_at - b.ended_at);
  const others = grants.filter((grant) => grant.kind !== DIRECT).reverse();
  const ordered: GrantRow[] = [];
  for (let count = grants.length; count > 0; count -= 1) {
    const other = others.at(-1);
    const isNext = !other || (direct.at(-1)?.given_at ?? Number.NEGATIVE_INFINITY) >= other.given_at;
    const next = isNext ? direct.pop() : others.pop();
    if (next) ordered.push(next);
  }
  return ordered;
}

function deedOf(row: DeedRow, roles: readonly string[]): Deed {
  const { event_id, operation, protocol, user_no, user_id, user_ref, manager_no, path } = row;
  const by =
    user_no === null || user_id === null
      ? undefined
      : {
          no: user_no,
          id: toUuid(user_id),
          ref: user_ref,
          managerNo: manager_no,
          departmentPath: path ?? '',
          roles,
        };
  return { eventId: toUuid(event_id), operation, protocol, by };
}
