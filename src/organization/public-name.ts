/** What a thing is called outside. */
export interface PublicName {
  readonly id: string;
  readonly ref: string | null;
}
