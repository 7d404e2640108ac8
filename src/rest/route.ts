import type { OperationName } from '../contract/operations.js';

/** How one operation is asked for over REST. */
export interface Route {
  readonly operation: OperationName;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly tag: string;
  /** Which field of the input the `:id` of the path is; `ref:…` goes to the second name where there is one. */
  readonly id?: readonly [field: string, refField?: string];
  /** Query parameters by the field of the input that they fill. */
  readonly query?: Readonly<Record<string, string>>;
  /** Answers 201 instead of 200 where the output says that something new came into being. */
  readonly created?: (output: unknown) => boolean;
}

/** The query parameters of every list. */
export const page = { limit: 'limit', cursor: 'cursor' };
/** The same for lists that can be counted. */
export const counted = { ...page, offset: 'offset', withTotal: 'withTotal' };
export const dryRun = { dryRun: 'dryRun' };

/** For operations that, where they succeed, have made something new. */
export const always = () => true;
