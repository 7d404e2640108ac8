import { GraphQLError, GraphQLScalarType, Kind, valueFromASTUntyped } from 'graphql';

const text = (name: string, also: readonly ('number' | 'object')[] = []) => {
  const read = (value: unknown): string => {
    if (typeof value === 'string') return value;
    if (also.includes('number') && typeof value === 'number') return String(value);
    throw new GraphQLError(`${name} must be a text.`, { extensions: { code: 'BadInput' } });
  };
  return new GraphQLScalarType({
    name,
    serialize: (value) => value,
    parseValue: read,
    parseLiteral(node) {
      if (node.kind === Kind.STRING) return node.value;
      if (also.includes('number') && (node.kind === Kind.INT || node.kind === Kind.FLOAT)) return node.value;
      throw new GraphQLError(`${name} must be a text.`, { nodes: node, extensions: { code: 'BadInput' } });
    },
  });
};

/** Ids and dates are judged by the core: here they are texts. */
export const scalars = {
  UUID: text('UUID'),
  Date: text('Date'),
  DateTime: text('DateTime'),
  JSONString: text('JSONString'),
  Decimal: text('Decimal', ['number']),
  File: text('File'),
  JSON: new GraphQLScalarType({
    name: 'JSON',
    serialize: (value) => value,
    parseValue: (value) => value,
    parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
  }),
};
