import { reachIfAny } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import type { GrantKind } from './grant.js';

interface OfSource {
  readonly kind: GrantKind;
  readonly sourceNo: number;
}

export interface SourceName {
  readonly id: string;
  readonly ref: string | null;
  readonly name: string;
}

/**
 * The groups, departments and offer events that grants come from, as far as the caller may see them: groups for
 * whoever reads groups, departments within reach, events for whoever reads offers for others than themself.
 */
export async function nameSources(
  work: Work,
  caller: Caller,
  grants: Iterable<OfSource>,
): Promise<(grant: OfSource) => SourceName | undefined> {
  const units = new Set<number>();
  const events = new Set<number>();
  for (const { kind, sourceNo } of grants) {
    if (kind === 'unit') units.add(sourceNo);
    if (kind === 'offer_event') events.add(sourceNo);
  }
  const groupsSeen = reachIfAny(caller, 'group.read');
  const offersSeen = reachIfAny(caller, 'offer.read');
  const seesOffers =
    offersSeen && (offersSeen.everyone || offersSeen.departments.length + offersSeen.groups.length > 0);
  const groups = groupsSeen && units.size > 0 ? await work.groups.named([...units], groupsSeen) : undefined;
  const departmentsSeen = reachIfAny(caller, 'department.read');
  const departments =
    departmentsSeen && units.size > 0
      ? await work.links.departmentsNamed([...units], departmentsSeen)
      : undefined;
  const offerEvents = seesOffers && events.size > 0 ? await work.offerEvents.named([...events]) : undefined;
  return ({ kind, sourceNo }) =>
    kind === 'unit'
      ? (groups?.get(sourceNo) ?? departments?.get(sourceNo))
      : kind === 'offer_event'
        ? offerEvents?.get(sourceNo)
        : undefined;
}
