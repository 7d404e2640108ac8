/** A module as it stands in a course: of a training (its number), or a material (null). */
export interface PlacedModule {
  readonly no: number;
  readonly trainingNo: number | null;
}

/** What stands at one place: a module that is there already, or a training that gets one. */
export type Placed = { readonly no: number } | { readonly newTrainingNo: number };

/**
 * The modules of a course, in order, once these trainings are inside in this order: trainings that stay keep their
 * modules, materials their places among them; a new training comes right behind the one that it follows.
 */
export function placeTrainings(
  modules: readonly PlacedModule[],
  trainings: readonly number[],
): readonly Placed[] {
  const known = new Map(
    modules.flatMap(({ no, trainingNo }) => (trainingNo === null ? [] : [[trainingNo, no]])),
  );
  const asked = new Set(trainings);
  const staying = trainings.filter((training) => known.has(training));
  /** Each training that stays, with the new ones that follow it; under undefined those before all of them. */
  const followers = new Map<number | undefined, number[]>([[undefined, []]]);
  let last: number | undefined;
  for (const training of asked) {
    if (known.has(training)) {
      last = training;
      followers.set(training, []);
    } else followers.get(last)?.push(training);
  }
  const fresh = (of: number | undefined) =>
    (followers.get(of) ?? []).map((newTrainingNo) => ({ newTrainingNo }));
  let next = 0;
  const placed = modules.flatMap(({ no, trainingNo }): Placed[] => {
    if (trainingNo === null) return [{ no }];
    if (!asked.has(trainingNo)) return [];
    const first = next === 0 ? fresh(undefined) : [];
    const training = staying[next];
    next += 1;
    return [...first, { no: known.get(training ?? 0) ?? 0 }, ...fresh(training)];
  });
  return staying.length === 0 ? [...placed, ...fresh(undefined)] : placed;
}
