import type { OutputOf } from '../contract/operations.js';

type GroupView = OutputOf<'listGroups'>['items'][number];

/** A group as Pluvo has it. */
export function showGroup({ id, ref, name, editable, enableChat }: GroupView) {
  return { id, ref, name, isEditable: editable, enableChat };
}

export type ShownGroup = ReturnType<typeof showGroup>;
