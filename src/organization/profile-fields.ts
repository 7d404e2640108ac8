/** The fields that the account has added to the profile of its users, and their values. */
// biome-ignore lint/suspicious/noEmptyInterface: filled next.
export interface ProfileFields {}
