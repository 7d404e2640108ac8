/** Why somebody is enrolled: a person or an integration said so (direct), or something they belong to (automatic). */
export type GrantKind = 'direct' | 'unit' | 'qualification' | 'rule' | 'offer_event' | 'registration';

/** The numbers under which kinds are stored; they never change their meaning. */
const numbers: Readonly<Record<GrantKind, number>> = {
  direct: 1,
  unit: 2,
  qualification: 3,
  rule: 4,
  offer_event: 5,
  registration: 6,
};

const kinds = new Map(Object.entries(numbers).map(([kind, number]) => [number, kind as GrantKind]));

/** The stored number of a kind. */
export function grantKindNumber(kind: GrantKind): number {
  return numbers[kind];
}

/** The kind behind a stored number; throws a RangeError for a number that stands for none. */
export function grantKindOf(number: number): GrantKind {
  const kind = kinds.get(number);
  if (kind === undefined) throw new RangeError(`no kind of grant has the number ${number}`);
  return kind;
}

/** As much of a grant as it takes to tell whose terms hold. */
export interface RankedGrant {
  readonly kind: GrantKind;
  /** Epoch ms; null: unlimited. */
  readonly dueAt: number | null;
  /** Epoch ms. */
  readonly givenAt: number;
  /** Which unit, rule and so on; a direct grant has none (0). */
  readonly sourceNo?: number;
}

/**
 * The grant whose terms hold: a direct one before automatic ones, among these the earliest due date, unlimited last.
 * Equal ones are settled by the earlier gift, then by the order of kinds and the lower source, so that the order of
 * the list never matters: one user, activity and role has one live grant per kind and source. Undefined for none.
 */
export function winner<G extends RankedGrant>(grants: readonly G[]): G | undefined {
  let best: G | undefined;
  for (const grant of grants) if (best === undefined || precedence(grant, best) < 0) best = grant;
  return best;
}

/** Negative where the terms of `a` hold against those of `b`. */
function precedence(a: RankedGrant, b: RankedGrant): number {
  return (
    Number(b.kind === 'direct') - Number(a.kind === 'direct') ||
    compareDue(a.dueAt, b.dueAt) ||
    a.givenAt - b.givenAt ||
    numbers[a.kind] - numbers[b.kind] ||
    (a.sourceNo ?? 0) - (b.sourceNo ?? 0)
  );
}

function compareDue(a: number | null, b: number | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a - b;
}
