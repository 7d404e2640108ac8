import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import {
  buildSchema,
  GraphQLEnumType,
  type GraphQLField,
  GraphQLInputObjectType,
  type GraphQLInputType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLOutputType,
} from 'graphql';
import { operations } from '../../src/contract/operations.js';
import { enumWord } from '../../src/graphql/decode.js';
import { foreignForms } from '../../src/graphql/plain-fields.js';

const schema = buildSchema(
  readFileSync(new URL('../../src/graphql/schema.graphql', import.meta.url), 'utf8'),
);

// biome-ignore lint/suspicious/noExplicitAny: schemas of every kind.
type Json = any;
type Either = GraphQLInputType | GraphQLOutputType;

/** What differs between a schema of the contract and a type of GraphQL, by place. */
function differences(json: Json, type: Either, required: boolean, at: string): string[] {
  const isNull = json.anyOf?.some((one: Json) => one.type === 'null') ?? false;
  const wrong: string[] = [];
  if (type instanceof GraphQLNonNull !== (required && !isNull)) wrong.push(`${at}: nullability`);
  const inner = type instanceof GraphQLNonNull ? (type.ofType as Either) : type;
  const some = json.anyOf?.filter((one: Json) => one.type !== 'null');
  if (some && some.length > 1) return wrong;
  const plain = some?.[0] ?? json;
  if (inner instanceof GraphQLList) {
    if (plain.type !== 'array') return [...wrong, `${at}: no list in the contract`];
    return [...wrong, ...differences(plain.items, inner.ofType as Either, true, `${at}[]`)];
  }
  if (inner instanceof GraphQLEnumType) {
    const words = inner.getValues().map(({ name }) => name);
    const expected = (plain.enum ?? []).map(enumWord);
    if (words.sort().join() !== expected.sort().join()) wrong.push(`${at}: words of the enumeration`);
    return wrong;
  }
  if (inner instanceof GraphQLObjectType || inner instanceof GraphQLInputObjectType) {
    const fields = Object.fromEntries(
      Object.entries(inner.getFields()).map(([name, field]) => [name, field.type]),
    );
    return [...wrong, ...ofFields(plain, fields, at)];
  }
  const scalars: Record<string, readonly string[]> = {
    String: ['string'],
    ID: ['string'],
    Int: ['integer'],
    Float: ['number', 'integer'],
    Boolean: ['boolean'],
  };
  const known = scalars[String(inner)];
  if (known && !known.includes(plain.type)) wrong.push(`${at}: ${String(inner)} for ${plain.type}`);
  return wrong;
}

function ofFields(json: Json, fields: Readonly<Record<string, Either>>, at: string): string[] {
  const required: string[] = json.required ?? [];
  const properties: Record<string, Json> = json.properties ?? {};
  const names = new Set([...Object.keys(properties), ...Object.keys(fields)]);
  return [...names].flatMap((name) => {
    const type = fields[name];
    const property = properties[name];
    if (!type || !property) return [`${at}.${name}: only in ${type ? 'the schema' : 'the contract'}`];
    return differences(property, type, required.includes(name), `${at}.${name}`);
  });
}

describe('the GraphQL schema', () => {
  const fieldOf = (name: string, changes: boolean): GraphQLField<unknown, unknown> | undefined =>
    (changes ? schema.getMutationType() : schema.getQueryType())?.getFields()[name];

  test.each(Object.values(operations).map((one) => [one.name as string, one] as const))(
    '%s has a field of its name, under queries or mutations as it reads or changes',
    (name, { changes }) => {
      expect(fieldOf(name, changes)).toBeDefined();
    },
  );

  const plain = Object.values(operations).filter(
    ({ name }) => !foreignForms.has(name) && (name as string) !== 'loadOrganization',
  );
  test.each(plain.map((one) => [one.name as string, one] as const))(
    '%s takes its input as arguments, and answers its output',
    (name, operation) => {
      const field = fieldOf(name, operation.changes);
      const args = Object.fromEntries((field?.args ?? []).map(({ name: arg, type }) => [arg, type]));
      expect(ofFields(operation.input, args, name)).toEqual([]);
      expect(field && differences(operation.output, field.type, true, name)).toEqual([]);
    },
  );

  test('what is written in two ways can be said in both', () => {
    for (const [input, operation, foreign] of [
      ['UpdateTrainingInput', 'updateTraining', { description: 1, estimatedTime: 'estimatedTimeSpent' }],
      ['UpdateOfferInput', 'updateOffer', {}],
      [
        'UpdateOfferEventInput',
        'updateOfferEvent',
        {
          minRegistrations: 'minSubscriptions',
          maxRegistrations: 'maxSubscriptions',
          closingAt: 'closingDate',
          published: 'publish',
          trainerIds: 'trainers',
          trainingIds: 'accessTrainings',
          courseIds: 'accessCourses',
        },
      ],
      ['GroupInput', 'updateGroup', { editable: 'isEditable' }],
      ['UserInput', 'updateUser', { status: 'isActive', profileFields: 'extraFields', roles: 1 }],
    ] as const) {
      const type = schema.getType(input) as GraphQLInputObjectType;
      const said = new Set(Object.keys(type.getFields()));
      const selectors =
        /^(training|offer|offerEvent|group|user)(Id|Ref|Email|Login)$|^(ifVersion|dryRun|sendMail)$/;
      const names = Object.keys((operations[operation].input as Json).properties).filter(
        (name) => !selectors.test(name),
      );
      const missing = names.filter(
        (name) => !said.has(String((foreign as Record<string, unknown>)[name] ?? name)) && !said.has(name),
      );
      expect([input, missing]).toEqual([input, []]);
    }
  });

  test('every query and mutation is explained in a sentence, and each of its arguments', () => {
    const isSentence = (words?: string | null) => /^\S.*[.…!]$/s.test(words ?? '');
    const fields = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
      Object.values(type?.getFields() ?? {}),
    );
    const unexplained = fields.flatMap(({ name, description, args }) => [
      ...(isSentence(description) ? [] : [name]),
      ...args.filter((arg) => !isSentence(arg.description)).map((arg) => `${name}(${arg.name})`),
    ]);
    expect(unexplained).toEqual([]);
  });
});
