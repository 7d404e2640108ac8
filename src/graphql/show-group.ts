import type { OutputOf } from '../contract/operations.js';
import { enumWord } from './decode.js';

type GroupView = OutputOf<'listGroups'>['items'][number];

/** A group as Pluvo has it. */
export function showGroup({ id, ref, name, kind, editable, enableChat }: Omit<GroupView, 'smart'>) {
  return { id, ref, name, kind: enumWord(kind), isEditable: editable, enableChat };
}

export type ShownGroup = ReturnType<typeof showGroup>;
