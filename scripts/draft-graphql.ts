import { buildSchema, isEnumType, isObjectType } from 'graphql';
import type { Operation } from '../src/contract/operation.js';
import { operations } from '../src/contract/operations.js';
import { enumWord } from '../src/graphql/decode.js';
import { foreignForms } from '../src/graphql/plain-fields.js';
import { plainSchema, type Tree } from '../src/soap/tree.js';

const scalars: Readonly<Record<string, string>> = { integer: 'Int', boolean: 'Boolean', number: 'Float' };

/** The GraphQL schema with a field for an operation, behind that of the one before it, and the types that it wants. */
export function draftGraphql(text: string, operation: Operation): string {
  const { name, changes, summary, description, input, output } = operation;
  const plain = Object.values(operations).filter(
    (one) => one.changes === changes && !foreignForms.has(one.name),
  );
  const before = plain[plain.findIndex((one) => one.name === name) - 1]?.name;
  if (!before) throw new Error(`${name} is the first of its kind`);
  const drafting = new Drafting(text);
  const answer = `${name.charAt(0).toUpperCase()}${name.slice(1)}Answer`;
  const args = drafting.fields(input as Tree, `${answer.slice(0, -6)}Asked`, 4, 'input');
  const field = `  """
  ${summary}. ${description ?? ''}
  """
  ${name}(
${args}  ): ${drafting.typeOf(output as Tree, answer, 'type')}!
`;
  const start = text.indexOf(`\n  ${before}(`);
  const end = text.indexOf('\n  ): ', start);
  const at = text.indexOf('\n', end + 1) + 1;
  if (start < 0 || end < 0) throw new Error(`there is no field ${before}`);
  return `${text.slice(0, at)}${field}${text.slice(at).trimEnd()}\n${drafting.types.join('')}`;
}

class Drafting {
  readonly types: string[] = [];
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  fields(schema: Tree, owner: string, indent: number, kind: 'input' | 'type'): string {
    const blank = ' '.repeat(indent);
    return Object.entries(schema.properties ?? {})
      .map(([name, field]) => {
        const isNull = field.anyOf?.some(({ type }) => type === 'null') ?? false;
        const sure = (schema.required ?? []).includes(name) && !isNull ? '!' : '';
        const plain = plainSchema(field);
        const wanted = owner + name.charAt(0).toUpperCase() + name.slice(1);
        const type = this.typeOf(plain, wanted, kind, name);
        const words = field.description ?? plain.description ?? 'A part of it.';
        return `${blank}"""\n${blank}${words}\n${blank}"""\n${blank}${name}: ${type}${sure}\n`;
      })
      .join('');
  }

  typeOf(plain: Tree, wanted: string, kind: 'input' | 'type', field = ''): string {
    if (plain.type === 'array') {
      const one = plainSchema(plain.items ?? {});
      return `[${this.typeOf(one, `${wanted}Item`, kind, field.replace(/s$/, ''))}!]`;
    }
    if (plain.enum) return this.#enumeration(plain, wanted);
    if (!plain.properties) return scalars[plain.type ?? ''] ?? (/^id$|Id$/.test(field) ? 'ID' : 'String');
    const inner = this.fields(plain, wanted, 2, kind);
    const known = this.#declared(kind).find(([, body]) => typesIn(body) === typesIn(inner));
    if (known) return known[0];
    const about = plain.description ? `"""\n${plain.description}\n"""\n` : '';
    this.types.push(`\n${about}${kind} ${wanted} {\n${inner}}\n`);
    return wanted;
  }

  #enumeration({ enum: words = [], description }: Tree, wanted: string): string {
    const said = words.map(enumWord);
    const schema = buildSchema(this.#text + this.types.join(''));
    const known = Object.values(schema.getTypeMap()).find(
      (type) =>
        isEnumType(type) &&
        !isObjectType(type) &&
        type
          .getValues()
          .map(({ name }) => name)
          .join() === said.join(),
    );
    if (known) return known.name;
    const about = description ? `"""\n${description}\n"""\n` : '';
    this.types.push(`\n${about}enum ${wanted} {\n${said.map((word) => `  ${word}\n`).join('')}}\n`);
    return wanted;
  }

  #declared(kind: string): readonly (readonly [name: string, body: string])[] {
    const pattern = new RegExp(`^${kind} (\\w+) \\{$([\\s\\S]*?)^\\}$`, 'gm');
    return [...(this.#text + this.types.join('')).matchAll(pattern)].map(([, name = '', body = '']) => [
      name,
      body,
    ]);
  }
}

/** Names and types of fields, without what is said of them. */
function typesIn(body: string): string {
  return (body.replaceAll(/"""[\s\S]*?"""/g, '').match(/^ {2}\w+: \S+$/gm) ?? []).join();
}
