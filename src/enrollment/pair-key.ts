/** One text for a pair of user and activity, to find it by. */
export function pairKey({
  userNo,
  activityNo,
}: {
  readonly userNo: number;
  readonly activityNo: number;
}): string {
  return `${userNo} ${activityNo}`;
}
