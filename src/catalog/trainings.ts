/** Trainings and their sessions. */
// biome-ignore lint/suspicious/noEmptyInterface: filled next.
export interface Trainings {}
