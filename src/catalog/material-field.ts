import { Failure, pointer } from '../contract/failure.js';

/** What only materials have; trainings have theirs as trainings. */
const fields = ['title', 'description', 'contentType', 'viewUrl'] as const;

type Input = { readonly [K in (typeof fields)[number]]?: unknown };

/** Fails `invalid` where fields of a material are given for a training. */
export function refuseMaterialFields(input: Input): void {
  const message = 'Only a material has this; that of a training is changed with the training.';
  const violations = fields
    .filter((field) => input[field] !== undefined)
    .map((field) => ({ path: pointer(field), rule: 'not_of_training', message }));
  if (violations.length > 0) throw new Failure('invalid', message, { violations });
}
