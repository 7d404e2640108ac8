import Type from 'typebox';

/** What somebody is in a training; one person may be several of them. */
export const trainingRoles = ['participant', 'trainer', 'mentor'] as const;

export type TrainingRole = (typeof trainingRoles)[number];

export const trainingRole = (description: string) => Type.Enum([...trainingRoles], { description });
