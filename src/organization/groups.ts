/** Groups of users, and the rules of those that are SMART. */
export interface Groups {
  /**
   * Brings the SMART groups up to date for these users, or for everyone. To be called after whatever their rules may
   * look at has been written: departments, groups, profile fields, and what every user has.
   */
  refreshSmart(userNos: readonly number[] | 'everyone'): Promise<void>;
}
