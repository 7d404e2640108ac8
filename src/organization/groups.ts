/** Groups of users, and the rules of those that are SMART. */
// biome-ignore lint/suspicious/noEmptyInterface: filled next.
export interface Groups {}
