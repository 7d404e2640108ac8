import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { nameSources } from './name-sources.js';
import { showParticipation } from './participation.js';
import type { ParticipationState } from './participations.js';

/** Participations as answered, with the names of groups and events that the caller may see. */
export async function showParticipations(work: Work, caller: Caller, states: readonly ParticipationState[]) {
  const sources = await nameSources(
    work,
    caller,
    states.flatMap((state) => state.live),
  );
  const nameOf = (reason: Parameters<typeof sources>[0]) => {
    const source = sources(reason);
    return source && { id: source.id, ref: source.ref, name: source.name };
  };
  return states.map((state) => showParticipation(state, work.now, work.zone, nameOf));
}
