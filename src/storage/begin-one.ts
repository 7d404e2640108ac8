import { isUuid } from '../contract/identifier.js';
import type { Names } from '../contract/selection.js';
import type { OneEnrolled, OneWish } from '../enrollment/grants.js';
import { toBinary, toUuid } from './binary-id.js';
import { decisionInsert } from './decisions.js';
import { DIRECT, LIVE, PARTICIPANT } from './grant-row.js';
import { foldCase } from './names-lookup.js';
import { reachOver } from './reach-condition.js';
import { type Fragment, raw, sql } from './sql.js';
import type { Transaction } from './transaction.js';

interface OneRow {
  readonly enrolled: number;
  readonly learner_id: Buffer;
  readonly learner_ref: string | null;
  /** Null where the enrollment came into being, with the id that it was given. */
  readonly enrollment_id: Buffer | null;
}

/**
 * One learner, one course, one exchange with the database: a block resolves the names by itself and writes nothing
 * unless the learner is within reach and the course is still of the revision given. Round trips, texts to parse and
 * answers to single statements are most of what such a request costs: as statements sent together the same work took
 * the server 1.6 times as long. The text is the same for all courses and learners, so that it is parsed once.
 */
export async function beginOne(
  db: Transaction,
  { learner, reach, course, terms, enrollmentId, detail }: OneWish,
): Promise<OneEnrolled | undefined> {
  const named = oneName(learner);
  if (!db.block || !named) return undefined;
  const { joins, condition } = reachOver(reach);
  const decision = { activityNo: course.no, terms, givenAt: db.at, continues: false };
  const number = db.numbers.next();
  const key = sql`${course.no}, ${raw(`${PARTICIPANT}`)}`;
  const [one] = await db.block<OneRow>(
    raw(`DECLARE learner, made, begun INT UNSIGNED DEFAULT NULL; DECLARE learner_id BINARY(16);
      DECLARE learner_ref VARCHAR(255) CHARACTER SET utf8mb4`),
    sql`SELECT u.no, u.id, u.ref INTO learner, learner_id, learner_ref
        FROM users u JOIN activities a ON a.no = ${course.no} AND a.revision = ${course.revision}${joins}
        WHERE ${named} AND u.deleted_at IS NULL AND ${condition};
      IF learner IS NOT NULL THEN
        INSERT INTO enrollments (user_no, activity_no, role, id) VALUES (learner, ${key}, ${toBinary(enrollmentId)})
          ON DUPLICATE KEY UPDATE role = enrollments.role;
        SET made = ROW_COUNT();
        INSERT INTO grants (user_no, activity_no, role, kind, source_no, ended_at, decision_no)
          VALUES (learner, ${key}, ${raw(`${DIRECT}, 0, ${LIVE}`)}, ${number}) ON DUPLICATE KEY UPDATE role = grants.role;
        SET begun = ROW_COUNT();
        IF begun > 0 THEN
          ${decisionInsert(db, [[decision, number]])};
          ${db.eventInsert(JSON.stringify(detail))};
        END IF;
        IF made > 0 THEN
          SELECT begun AS enrolled, learner_id, learner_ref, NULL AS enrollment_id;
        ELSE
          SELECT begun AS enrolled, learner_id, learner_ref, e.id AS enrollment_id FROM enrollments e
            WHERE e.user_no = learner AND e.activity_no = ${course.no} AND e.role = ${raw(`${PARTICIPANT}`)};
        END IF;
      END IF`,
  );
  if (!one) return undefined;
  const enrolled = one.enrolled === 1;
  const id = one.enrollment_id === null ? enrollmentId : toUuid(one.enrollment_id);
  return {
    enrolled,
    enrollmentId: enrolled && db.dryRun ? null : id,
    learnerId: toUuid(one.learner_id),
    learnerRef: one.learner_ref,
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
