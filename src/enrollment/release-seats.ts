import type { Work } from '../work.js';

/**
 * Takes the places in sessions from people who may not attend any more, and gives the seats to those who wait. To be
 * called after grants have ended, or after a training was taken out of a course; of these users, and in these trainings. Answers how many.
 */
export async function releaseSeats(
  work: Work,
  userNos?: readonly number[],
  trainingNos?: readonly number[],
): Promise<number> {
  const of = { userNos, trainingNos };
  const seen = await work.sessionPlaces.unentitled(of);
  if (seen.length === 0) return 0;
  await work.sessionPlaces.hold([...new Set(seen.map((place) => place.trainingNo))].sort((a, b) => a - b));
  const places = await work.sessionPlaces.unentitled(of);
  await work.sessionPlaces.remove(places.map((place) => place.no));
  await work.sessionPlaces.promote({ sessionNos: [...new Set(places.map((place) => place.sessionNo))] });
  return places.length;
}
