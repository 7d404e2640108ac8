/** A request body that works against the demo, with what it does. */
export interface Example {
  readonly summary: string;
  readonly value: Readonly<Record<string, unknown>>;
}

export type Examples = Readonly<Record<string, Example>>;
