import { Readable } from 'node:stream';
import { Failure } from '../contract/failure.js';
import type { OperationName } from '../contract/operations.js';
import type { Circumstances, Gateway } from '../gateway.js';
import type { Binding } from './binding.js';
import type { Decoded } from './decode.js';
import { encode, encodePart } from './encode.js';
import type { Form } from './envelope.js';
import type { Input, Known, Shaped } from './said.js';

/** On whose behalf something is asked of the core. */
export interface Asking {
  readonly gateway: Gateway;
  readonly caller: Parameters<Gateway['perform']>[1];
  readonly circumstances: Circumstances;
}

/** So many items of a list are in memory at once, and asked for at once. */
const pageOfWhole = 5_000;

/** Does what was asked for; the document of the reply, page by page where it is long. */
export async function answerTo(
  binding: Binding,
  decoded: Decoded,
  asking: Asking,
  form: Form,
): Promise<string | Readable> {
  const { input, violations } = await shaped(binding, decoded, asking);
  const page = binding.wholeList ? { limit: pageOfWhole } : {};
  const first = await perform(binding.operation, { ...input, ...page }, asking, violations);
  const cursor = binding.wholeList ? cursorOf(first) : null;
  if (cursor === null) return encode(form, binding.reply(first as never));
  return Readable.from(pages(binding, { ...input, ...page }, asking, form, first));
}

async function shaped(
  binding: Binding,
  { input, said, violations }: Decoded,
  asking: Asking,
): Promise<Shaped> {
  if (!binding.shape) return { input, violations };
  const known: { -readonly [K in keyof Known]: Known[K] } = {};
  for (const name of new Set(binding.asks?.(said)))
    Object.assign(known, { [name]: await lookUp(name, asking) });
  const more = binding.shape(said, known);
  // What an element of its own says counts before what stands in a list of values.
  return { input: { ...more.input, ...input }, violations: [...violations, ...more.violations] };
}

/** Undefined where the caller may not know it: the request is understood without. */
async function lookUp(name: keyof Known, asking: Asking): Promise<unknown> {
  try {
    return await perform(name, {}, asking, []);
  } catch (error) {
    if (error instanceof Failure && error.kind === 'forbidden') return undefined;
    throw error;
  }
}

/** The document of a list, whose first page is there; a failure on the way ends it before its end. */
async function* pages(
  binding: Binding,
  input: Input,
  asking: Asking,
  form: Form,
  first: unknown,
): AsyncGenerator<string> {
  const [head, items, tail] = encodePart(form, binding.reply(first as never));
  yield head + items;
  for (let cursor = cursorOf(first); cursor !== null; ) {
    const page = await perform(binding.operation, { ...input, cursor }, asking, []);
    cursor = cursorOf(page);
    const [, more] = encodePart(form, binding.reply(page as never));
    yield more;
  }
  yield tail;
}

function cursorOf(output: unknown): string | null {
  return (output as { readonly nextCursor: string | null }).nextCursor;
}

async function perform(
  operation: OperationName,
  input: Input,
  { gateway, caller, circumstances }: Asking,
  violations: Circumstances['violations'],
): Promise<unknown> {
  const { output } = await gateway.perform(operation, caller, input, {
    ...circumstances,
    ...(violations ? { violations } : {}),
  });
  return output;
}
