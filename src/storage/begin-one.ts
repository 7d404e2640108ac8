import type { Activity } from '../catalog/activities.js';
import { isUuid } from '../contract/identifier.js';
import type { Names } from '../contract/selection.js';
import type { OneEnrolled } from '../enrollment/grants.js';
import type { Terms } from '../enrollment/terms.js';
import type { Reach } from '../permission/reach.js';
import { toBinary, toUuid, toUuidOrNull } from './binary-id.js';
import { decisionColumns, decisionValues } from './decisions.js';
import { DIRECT, LIVE, PARTICIPANT } from './grant-row.js';
import { foldCase } from './names-lookup.js';
import { pairIds } from './pair-ids.js';
import { reachOver } from './reach-condition.js';
import { type Fragment, raw, sql } from './sql.js';
import type { Transaction } from './transaction.js';

/**
 * One learner, one course, one exchange with the database: the statements resolve the names themselves and write
 * nothing unless the learner is within reach and the course is still of the revision given. Round trips and
 * statements are what such a request costs; this form takes 0.5 to 0.65 of the rate of a bare insert, the ordinary
 * sequence 0.2.
 */
export async function beginOne(
  db: Transaction,
  learner: Names,
  reach: Reach,
  course: Activity,
  terms: Terms,
): Promise<OneEnrolled | undefined> {
  const named = oneName(learner);
  if (!db.exchange || !named) return undefined;
  const { joins, condition } = reachOver(reach);
  const who = sql`users u JOIN activities a ON a.no = ${course.no} AND a.revision = ${course.revision}${joins}
    WHERE ${named} AND ${condition}`;
  const number = db.numbers.next();
  const decision = { activityNo: course.no, terms, givenAt: db.at, continues: false };
  const ids = pairIds('mysql', db.at, 'u.no', 'a.no');
  const changed = raw('ROW_COUNT() > 0');
  const detail = JSON.stringify({ courseIds: [course.id], learners: 1, enrolled: 1, alreadyEnrolled: 0 });
  const answers = await db.exchange([
    raw('START TRANSACTION'),
    sql`INSERT INTO enrollments (user_no, activity_no, role, id)
      SELECT u.no, a.no, ${PARTICIPANT}, ${ids} FROM ${who} ON DUPLICATE KEY UPDATE role = enrollments.role`,
    sql`INSERT INTO grants (user_no, activity_no, role, kind, source_no, ended_at, decision_no)
      SELECT u.no, a.no, ${PARTICIPANT}, ${DIRECT}, 0, ${LIVE}, ${number} FROM ${who}
      ON DUPLICATE KEY UPDATE role = grants.role`,
    sql`INSERT INTO decisions ${decisionColumns} SELECT ${decisionValues(db, decision, number)} FROM DUAL WHERE ${changed}`,
    db.eventInsert(changed, detail),
    // Before the end, while the learner is locked: nobody moves them out of reach in between.
    sql`SELECT u.id, u.ref, e.id AS enrollment_id FROM users u${joins}
      LEFT JOIN enrollments e ON e.user_no = u.no AND e.activity_no = ${course.no} AND e.role = ${PARTICIPANT}
      JOIN activities a ON a.no = ${course.no} AND a.revision = ${course.revision} WHERE ${named} AND ${condition}`,
    raw(db.dryRun ? 'ROLLBACK' : 'COMMIT'),
  ]);
  const [found] = answers[5] as readonly { id: Buffer; ref: string | null; enrollment_id: Buffer | null }[];
  const enrolled = answers[2] === 1;
  if (!found || (!enrolled && found.enrollment_id === null)) return undefined;
  return {
    enrolled,
    enrollmentId: enrolled && db.dryRun ? null : toUuidOrNull(found.enrollment_id),
    learnerId: toUuid(found.id),
    learnerRef: found.ref,
  };
}

/**
 * The database ignores blanks at the end of a text and has one sign for all halves of characters: the ordinary sequence
 * compares what was found with what was asked, which cannot be done here.
 */
const ambiguous = / $|\p{Surrogate}/u;

/** The condition that `u` is the one person named; a UUID that is a ref only is left to the ordinary sequence. */
function oneName(learner: Names): Fragment | undefined {
  const [name] = learner.values;
  if (name === undefined || learner.values.length !== 1 || ambiguous.test(name)) return undefined;
  if (learner.by === 'email') return sql`u.email_key = ${foldCase(name)}`;
  if (learner.by === 'login') return sql`u.login_key = ${foldCase(name)}`;
  if (learner.by === 'id' && isUuid(name)) return sql`u.id = ${toBinary(name)}`;
  return sql`u.ref = ${name}`;
}
