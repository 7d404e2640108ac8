import { expect } from '@jest/globals';
import type { RawDatabase } from '../raw-database.js';

export const LIVE = 253_402_300_799_999;

const direct = 'g.kind = 1 AND g.source_no = 0';

/** What must hold of the tables whatever was done to them, and by however many at a time. */
export async function expectOrder(raw: RawDatabase): Promise<void> {
  const none = async (text: string) =>
    expect([text, await raw.number(`SELECT COUNT(*) FROM (${text}) found`)]).toEqual([text, 0]);
  // One enrollment per pair, with at least one grant; one live direct grant at most.
  await none(
    'SELECT user_no, activity_no FROM enrollments GROUP BY user_no, activity_no, role HAVING COUNT(*) > 1',
  );
  await none(`SELECT g.user_no, g.activity_no FROM grants g WHERE ${direct} AND g.ended_at = ${LIVE}
    GROUP BY g.user_no, g.activity_no HAVING COUNT(*) > 1`);
  await none(`SELECT e.id FROM enrollments e LEFT JOIN grants g ON g.user_no = e.user_no AND g.activity_no = e.activity_no
    WHERE g.user_no IS NULL`);
  // Every grant has its decision and its events, every event its change and its detail.
  await none(`SELECT g.user_no FROM grants g LEFT JOIN decisions d ON d.no = g.decision_no
    LEFT JOIN events v ON v.id = d.event_id WHERE v.id IS NULL`);
  await none(`SELECT g.user_no FROM grants g LEFT JOIN events v ON v.id = g.end_event_id
    WHERE (g.ended_at < ${LIVE}) <> (v.id IS NOT NULL)`);
  await none('SELECT id FROM events WHERE detail IS NULL');
  await none(`SELECT v.id FROM events v WHERE v.operation IN ('enrollLearnersInCourses', 'changeEnrollment', 'reenroll')
    AND NOT EXISTS (SELECT 1 FROM decisions d JOIN grants g ON g.decision_no = d.no WHERE d.event_id = v.id)`);
  await none(`SELECT v.id FROM events v WHERE v.operation = 'unenroll'
    AND NOT EXISTS (SELECT 1 FROM grants g WHERE g.end_event_id = v.id)`);
  // No grant ends before it began.
  await none(
    'SELECT g.user_no FROM grants g JOIN decisions d ON d.no = g.decision_no WHERE g.ended_at <= d.given_at',
  );
}

/** How many grants were begun, and ended, by requests of this operation, by the rows and by what the audit says. */
export async function counted(
  raw: RawDatabase,
  operation: string,
): Promise<{ begun: number; ended: number; events: number; noted: number }> {
  const details = await raw.all<{ detail: string }>('SELECT detail FROM events WHERE operation = ?', [
    operation,
  ]);
  const noted = details.map(({ detail }) => JSON.parse(detail));
  return {
    begun: await raw.number(
      `SELECT COUNT(*) FROM grants g JOIN decisions d ON d.no = g.decision_no JOIN events v ON v.id = d.event_id
        WHERE v.operation = ?`,
      [operation],
    ),
    ended: await raw.number(
      'SELECT COUNT(*) FROM grants g JOIN events v ON v.id = g.end_event_id WHERE v.operation = ?',
      [operation],
    ),
    events: details.length,
    noted: noted.reduce((sum, detail) => sum + (detail.enrolled ?? detail.unenrolled ?? 1), 0),
  };
}
