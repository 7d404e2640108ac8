import Type from 'typebox';

/** What a set of people is to the organisation. */
export const groupKinds = ['group', 'company', 'team', 'function'] as const;

export type GroupKind = (typeof groupKinds)[number];

export const groupKind = (description: string) => Type.Enum([...groupKinds], { description });
