import type { GroupKind } from '../contract/group-kind.js';
import { raw } from './sql.js';

/** Kinds of units, as the database numbers them. */
export const unitKinds = { group: 0, department: 1, company: 2, team: 3, function: 4, rule: 5 } as const;

/** The units that people are put into by name, or by the rule of a SMART group, as a condition. */
export const isGroup = (table: string) => raw(`${wasGroup(table)} AND ${table}.deleted_at IS NULL`);

/** The same, deleted ones too. */
export const wasGroup = (table: string) =>
  `${table}.kind IN (${[unitKinds.group, unitKinds.company, unitKinds.team, unitKinds.function]})`;

/** The kind of such a unit behind its number. */
export function groupKindOf(number: number): GroupKind {
  const [kind] = Object.entries(unitKinds).find(([, one]) => one === number) ?? [];
  return kind as GroupKind;
}
