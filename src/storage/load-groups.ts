import type { Rule } from '../contract/rule.js';
import type { GroupRecord, Membership, Organization } from '../organization/organization.js';
import { toBinary, toUuid } from './binary-id.js';
import { type Mapping, sqlCatalogue } from './load-things.js';
import { type Numbers, portions, slices, sql } from './sql.js';
import type { Transaction } from './transaction.js';
import { groupKindOf, isGroup, unitKinds } from './unit-kinds.js';

interface GroupRow {
  readonly no: number;
  readonly id: Buffer;
  readonly ref: string | null;
  readonly name: string;
  readonly kind: number;
  readonly rule: string | null;
}

const groups: Mapping<GroupRecord, GroupRow> = {
  table: 'units',
  condition: isGroup('units'),
  columns: [
    ['id', (group) => toBinary(group.id)],
    ['ref', (group) => group.ref],
    ['kind', (group) => unitKinds[group.kind]],
    ['name', (group) => group.name],
    ['rule', (group) => (group.rule === null ? null : JSON.stringify(group.rule))],
  ],
  freed: ['ref'],
  read: ({ no, id, ref, name, kind, rule }) => ({
    no,
    id: toUuid(id),
    ref,
    name,
    kind: groupKindOf(kind),
    rule: rule === null ? null : (JSON.parse(rule) as Rule),
  }),
};

/** Members read at once. */
const pageSize = 20_000;

type Groups = Pick<Organization, 'groups' | 'members' | 'addMembers' | 'removeMembers'>;

/** Groups and who belongs to them, as a file brings them in. */
export function sqlLoadedGroups(db: Transaction): Groups {
  const key = ['unit_no', 'user_no'] as const;
  const numbers = ({ groupNo, userNo }: Membership): Numbers => [groupNo, userNo];
  const catalogue = sqlCatalogue(db, groups);
  return {
    groups: {
      ...catalogue,
      async add(records) {
        // A group that was deleted may come back with its id.
        for (const slice of slices(records, db.dialect.slice)) {
          const ids = slice.map(({ id }) => toBinary(id));
          await db.beginChange();
          await db.run(
            sql`DELETE FROM units WHERE deleted_at IS NOT NULL AND ${db.dialect.inIds('id', ids)}`,
          );
        }
        return await catalogue.add(records);
      },
    },
    async *members(groupNos) {
      for (const slice of slices(groupNos, db.dialect.slice)) {
        let after = { unit_no: 0, user_no: 0 };
        for (;;) {
          const page = await db.all<{ unit_no: number; user_no: number }>(
            sql`SELECT unit_no, user_no FROM unit_members WHERE ${db.dialect.inNumbers('unit_no', slice)}
              AND unit_no >= ${after.unit_no} AND (unit_no > ${after.unit_no} OR user_no > ${after.user_no})
              ORDER BY unit_no, user_no LIMIT ${pageSize}`,
          );
          yield page.map((row) => ({ groupNo: row.unit_no, userNo: row.user_no }));
          await db.breathe();
          const last = page.at(-1);
          if (!last || page.length < pageSize) break;
          after = last;
        }
      }
    },
    async addMembers(memberships) {
      for (const portion of portions(memberships, db.dialect.pairsAtOnce)) {
        await db.beginChange();
        await db.run(db.dialect.insertPairs('unit_members', key, portion.map(numbers), ['joined_at', db.at]));
        await db.breathe();
      }
    },
    async removeMembers(memberships) {
      for (const portion of portions(memberships, db.dialect.slice)) {
        await db.beginChange();
        await db.run(db.dialect.deletePairs('unit_members', key, portion.map(numbers)));
        await db.breathe();
      }
    },
  };
}
