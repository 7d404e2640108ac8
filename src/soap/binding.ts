import type { Failure, FailureCode } from '../contract/failure.js';
import type { OperationName } from '../contract/operations.js';
import type { XmlNode } from '../xml/write-xml.js';
import type { Input, Known, Said, Shaped } from './said.js';

/** How one element of a request becomes a field of the input, or part of several. */
export type Field =
  /** A text, number or flag, as the schema of the field says. */
  | { readonly kind: 'scalar'; readonly field: string }
  /** A list of ids. An empty one counts as left out, unless it says something of its own. */
  | { readonly kind: 'ids'; readonly field: string; readonly emptyCounts?: boolean }
  /** What has elements inside, as the schema of the field says. */
  | { readonly kind: 'tree'; readonly field: string }
  /** One id, where the core takes a list. */
  | { readonly kind: 'one'; readonly field: string }
  /** A code of the vendor for a word of the core. */
  | {
      readonly kind: 'code';
      readonly field: string;
      readonly words: Readonly<Record<string, string>>;
      /** What is wrong with another code. */
      readonly complaint: (text: string) => string;
    }
  /** Names of fields that are to be null: an element that is empty, or nil, counts as left out. */
  | { readonly kind: 'cleared'; readonly among: readonly string[] }
  /** What is no field of the core one to one: `shape` makes fields of it. */
  | { readonly kind: 'text' | 'list' | 'roles' | 'values' | 'rules' };

/** How one operation of the core is spoken in SOAP. Names and texts are the vendor's, irregular as they are. */
export interface Binding {
  /** Name of the WSDL operation; its request element is this and `Request`. */
  readonly name: string;
  readonly operation: OperationName;
  /** Elements of the request beside `credentials`. */
  readonly fields: Readonly<Record<string, Field>>;
  /** Where elements stand whose fields of the core come of a list, or of `shape`: for whoever has to find them. */
  readonly places?: Readonly<Record<string, string>>;
  /** What older or other documents of the vendor call an element: understood, and not in the WSDL. */
  readonly otherNames?: Readonly<Record<string, string>>;
  /** Elements that the vendor calls required, though the core can do without. */
  readonly required?: readonly string[];
  /** Elements of the request that may stand behind it, in the Body: the vendor's sample has them there. */
  readonly beside?: readonly string[];
  /** Fields that the request cannot say. */
  readonly fixed?: Input;
  /** What fields mean that are left out. */
  readonly usual?: Input;
  /** What has to be asked for before `shape` can understand what was said. */
  readonly asks?: (said: Said) => readonly (keyof Known)[];
  /** The fields that come of what is no field one to one. */
  readonly shape?: (said: Said, known: Known) => Shaped;
  /** The whole of a list that has no pages here: the reply is written page by page of the core. */
  readonly wholeList?: boolean;
  /** Whether it is made of the contract alone: the vendor has nothing like it. */
  readonly isOwn?: boolean;
  /** Whether the reply tells pair by pair what happened. */
  readonly tellsOutcomes?: boolean;
  /** The reply element. Throws a `Failure` where the vendor calls an answer of the core a failure. */
  readonly reply: (output: never) => XmlNode;
  /** Fault texts that differ from the usual ones for this operation. */
  readonly texts?: Readonly<Partial<Record<FailureCode, string>>>;
  /** A fault text that depends on more than the code. */
  readonly textOf?: (failure: Failure) => string | undefined;
  /** What the vendor calls differently from the core. */
  readonly translate?: (failure: Failure) => Failure;
}

export const ids = (field: string): Field => ({ field, kind: 'ids' });
export const scalar = (field: string): Field => ({ field, kind: 'scalar' });

/** The reply of operations that only say that it has been done. */
export const success = (element: string) => (): XmlNode => [element, [['success', 'true']]];

/** The texts of operations whose documentation writes them so. */
export const wrongParameters = {
  invalid: 'Wrong Parameters',
  conflict: 'Wrong Parameters',
  too_large: 'Wrong Parameters',
} as const;
export const permissionDenied = { forbidden: 'Permission Denied' } as const;

/** The elements that say from when and until when somebody is enrolled. */
export const terms = {
  accessDate: scalar('accessDate'),
  dueDateType: scalar('dueDateType'),
  dueDate: scalar('dueDate'),
  duePeriod: scalar('duePeriod'),
  lockAfterDueDate: scalar('lockAfterDueDate'),
};

/** The elements of a page. */
export const paging = { pageSize: scalar('limit'), pageToken: scalar('cursor') };

/** How many items a page has that nobody asked for: what the vendor says. */
export const usualPage = { limit: 1_000 };
