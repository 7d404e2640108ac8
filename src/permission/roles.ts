/** Roles: those that are built in, custom ones, and who holds which. */
// biome-ignore lint/suspicious/noEmptyInterface: filled next.
export interface Roles {}
