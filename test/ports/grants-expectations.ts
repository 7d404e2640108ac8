import { expect } from '@jest/globals';
import { ask } from '../asking.js';
import type { Real } from './grants-commands.js';
import { holding, liveGrants, type ModelGrant, type ModelPair } from './grants-model.js';

const second = (moment: number) => Math.floor(moment / 1_000);
const secondOf = (text: string | null) => (text === null ? null : second(Date.parse(text)));
const dueSecond = ({ dueAt }: { readonly dueAt: number | null }) => (dueAt === null ? null : second(dueAt));

/** Compares what is listed, explained and stored of one pair with the model, and history with what it was. */
export async function expectAsModelled(
  { app, raw }: Pick<Real, 'app' | 'raw'>,
  pair: ModelPair,
): Promise<void> {
  const { learnerRef, courseRef } = pair;
  const filter = { learnerRefs: [learnerRef], courseRefs: [courseRef], status: ['active', 'ended'] };
  const { items } = await ask(app, 'listEnrollments', filter);
  const expected = holding(pair);
  if (!expected) {
    expect(items).toEqual([]);
    return;
  }
  const [listed] = items;
  pair.enrollmentId ??= String(listed?.id);
  const live = liveGrants(pair);
  expect(items.map(({ id, status }) => [id, status])).toEqual([
    [pair.enrollmentId, live.length > 0 ? 'active' : 'ended'],
  ]);
  expect(secondOf(listed?.dueAt ?? null)).toBe(dueSecond(expected));
  const active = await ask(app, 'listEnrollments', { ...filter, status: ['active'] });
  expect(active.items).toEqual(live.length > 0 ? items : []);

  const { enrollment, grants } = await ask(app, 'explainEnrollment', { enrollmentId: pair.enrollmentId });
  expect(enrollment).toEqual({ ...listed, kind: 'course', role: 'participant' });
  const shown = (grant: ModelGrant) => [
    grant.kind,
    grant.endedAt === undefined,
    second(grant.givenAt),
    grant.endedAt === undefined ? null : second(grant.endedAt),
    dueSecond(grant),
    live.length > 0 && grant === expected,
  ];
  const told = grants.map((grant) => [
    grant.kind,
    grant.live,
    secondOf(grant.givenAt),
    secondOf(grant.endedAt),
    secondOf(grant.dueAt),
    grant.setsDueDate,
  ]);
  expect(told.map(String).sort()).toEqual(pair.grants.map(shown).map(String).sort());
  // Direct grants follow one another: newest first, whatever the clock did meanwhile.
  const direct = pair.grants.filter(({ kind }) => kind === 'direct').reverse();
  const toldDirect = grants.filter(({ kind }) => kind === 'direct');
  expect(toldDirect.map(({ dueAt }) => secondOf(dueAt))).toEqual(direct.map(dueSecond));
  expectOccurrences(direct, toldDirect);

  for (const grant of grants) {
    if (grant.live) continue;
    const key = `${grant.eventId} ${grant.endEventId}`;
    const { occurrence: _, ...lasting } = grant;
    const text = JSON.stringify(lasting);
    expect(pair.ended.get(key) ?? text).toBe(text);
    pair.ended.set(key, text);
  }
  expect(grants.filter((grant) => !grant.live).length).toBe(pair.ended.size);

  const liveDirect = await raw.number(
    `SELECT COUNT(*) FROM grants g JOIN users u ON u.no = g.user_no JOIN activities a ON a.no = g.activity_no
      WHERE u.ref = ? AND a.ref = ? AND g.kind = 1 AND g.ended_at = 253402300799999`,
    [learnerRef, courseRef],
  );
  expect(liveDirect).toBe(live.filter(({ kind }) => kind === 'direct').length);
}

/** Two direct grants are of one occurrence where they are in the model; automatic ones may come before the first. */
function expectOccurrences(direct: readonly ModelGrant[], told: readonly { readonly occurrence: number }[]) {
  const steps = (numbers: readonly number[]) =>
    numbers.slice(1).map((number, place) => (numbers[place] ?? 0) - number);
  expect(steps(told.map(({ occurrence }) => occurrence))).toEqual(
    steps(direct.map(({ occurrence }) => occurrence)),
  );
}
