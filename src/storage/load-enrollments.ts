import { Failure } from '../contract/failure.js';
import type { Pair } from '../enrollment/grants.js';
import type { GrantToGive, Organization, PairState } from '../organization/organization.js';
import { toBinary, toUuid } from './binary-id.js';
import { numberDecisions } from './decisions.js';
import { DIRECT, LIVE, live, roleNumber } from './grant-row.js';
import { type Column, listed, rows, rowsAtOnce } from './load-things.js';
import { pairTable } from './pair-condition.js';
import { raw, slices, sql } from './sql.js';
import type { Transaction } from './transaction.js';

interface PairRow {
  readonly user_no: number;
  readonly activity_no: number;
  readonly id: Buffer | null;
  readonly held: number | null;
}

const directGrant = sql`g.user_no = e.user_no AND g.activity_no = e.activity_no AND g.role = e.role
  AND g.kind = ${DIRECT} AND g.source_no = 0 AND ${live}`;

const key = (role: number): readonly Column<Pair>[] => [
  ['user_no', (pair) => pair.userNo],
  ['activity_no', (pair) => pair.activityNo],
  ['role', () => role],
];

const enrollmentColumnsIn = (role: number): readonly Column<GrantToGive>[] => [
  ...key(role),
  ['id', (grant) => toBinary(grant.enrollmentId)],
];

const grantColumnsIn = (role: number): readonly Column<Pair & { number: bigint }>[] => [
  ...key(role),
  ['kind', () => DIRECT],
  ['source_no', () => 0],
  ['ended_at', () => LIVE],
  ['decision_no', (grant) => grant.number],
];

/** Enrollments as a file brings them in: as many decisions as there are different terms, rows in key order. */
export function sqlLoadedEnrollments(db: Transaction): Pick<Organization, 'pairs' | 'enrollments' | 'give'> {
  const pairs: Organization['pairs'] = async (wanted, role = 'participant') => {
    const found: PairState[] = [];
    for (const slice of slices(wanted, rowsAtOnce)) {
      // Outer joins, so that the list goes first whatever the optimiser believes of the tables.
      const some = await db.all<PairRow>(sql`SELECT p.user_no, p.activity_no, e.id, g.user_no AS held
        FROM ${pairTable(db, slice)} p
        LEFT JOIN enrollments e ON e.user_no = p.user_no AND e.activity_no = p.activity_no AND e.role = ${roleNumber(role)}
        LEFT JOIN grants g ON ${directGrant}`);
      found.push(...some.flatMap(stateOf));
      await db.breathe();
    }
    return found;
  };
  return {
    pairs,
    async enrollments(ids) {
      const found: PairState[] = [];
      for (const slice of slices(ids.map(toBinary), db.dialect.slice)) {
        const some = await db.all<PairRow>(sql`SELECT e.user_no, e.activity_no, e.id, g.user_no AS held
          FROM enrollments e LEFT JOIN grants g ON ${directGrant} WHERE ${db.dialect.inIds('e.id', slice)}`);
        found.push(...some.flatMap(stateOf));
        await db.breathe();
      }
      return found;
    },
    async give(grants, role = 'participant') {
      if (grants.length === 0) return 0;
      const enrollmentColumns = enrollmentColumnsIn(roleNumber(role));
      const grantColumns = grantColumnsIn(roleNumber(role));
      await db.beginChange();
      const ordered = [...grants].sort((a, b) => a.userNo - b.userNo || a.activityNo - b.activityNo);
      const numbers = await numberDecisions(db, new Set(ordered.map((grant) => grant.decision)));
      const keepEnrollments = raw(db.dialect.keepExisting('enrollments', 'role'));
      const keepGrants = raw(db.dialect.keepExisting('grants', 'role'));
      let given = 0;
      for (const slice of slices(ordered, rowsAtOnce)) {
        const added = await db.run(sql`INSERT INTO enrollments ${listed(enrollmentColumns)}
          VALUES ${rows(slice, enrollmentColumns)}${keepEnrollments}`);
        if (added < slice.length) refuseOtherIds(slice, await pairs(slice, role));
        const numbered = slice.map(({ userNo, activityNo, decision }) => ({
          userNo,
          activityNo,
          number: numbers.get(decision) ?? 0n,
        }));
        given += await db.run(
          sql`INSERT INTO grants ${listed(grantColumns)} VALUES ${rows(numbered, grantColumns)}${keepGrants}`,
        );
        await db.breathe();
      }
      return given;
    },
  };
}

/** Ids that were asked for are as they should be, unless somebody else enrolled the same people in the meantime. */
function refuseOtherIds(grants: readonly GrantToGive[], states: readonly PairState[]): void {
  const ids = new Map(states.map((state) => [`${state.userNo} ${state.activityNo}`, state.enrollmentId]));
  const other = grants.some((grant) => {
    const id = ids.get(`${grant.userNo} ${grant.activityNo}`);
    return id === undefined || (grant.idAsked && id !== grant.enrollmentId);
  });
  if (other)
    throw new Failure('conflict', 'Somebody else enrolled the same people meanwhile; load the file again.');
}

function stateOf(row: PairRow): PairState[] {
  if (row.id === null) return [];
  const { user_no, activity_no, id, held } = row;
  return [
    { userNo: user_no, activityNo: activity_no, enrollmentId: toUuid(id), heldDirectly: held !== null },
  ];
}
