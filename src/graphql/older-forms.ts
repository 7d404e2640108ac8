import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  Kind,
  type SelectionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** The fields of which there is an older form, as words of a document. */
const mayBeOlder = /\b(?:image|overviewImage|users)\b/;

/**
 * A document in the forms of this schema. In documents of the older generation the users of a group are a list, where
 * there is a connection now; and a file may be asked for with its parts, where a schema can only have one of both. The
 * same document where nothing in it is older.
 */
export function asOfToday(document: DocumentNode, query: string, schema: GraphQLSchema): DocumentNode {
  if (!mayBeOlder.test(query)) return document;
  const user = schema.getType('User');
  const fieldsOfUser = new Set(isObjectType(user) ? Object.keys(user.getFields()) : []);
  const conditions = new Map<string, string>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION)
      conditions.set(definition.name.value, definition.typeCondition.name.value);

  const types = new TypeInfo(schema);
  return visit(
    document,
    visitWithTypeInfo(types, {
      Field(node) {
        if (getNamedType(types.getType())?.name === 'File') return withoutParts(node);
        const isOfGroup = types.getParentType()?.name === 'Group' && node.name.value === 'users';
        return isOfGroup && isList(node) ? asList(node) : undefined;
      },
      FragmentDefinition: (node) => (node.typeCondition.name.value === 'File' ? null : undefined),
    }),
  );

  /** Whether fields of users themselves are asked for. */
  function isList({ arguments: args = [], selectionSet }: FieldNode): boolean {
    const selections = selectionSet?.selections ?? [];
    const isTypename = (one: SelectionNode) => one.kind === Kind.FIELD && one.name.value === '__typename';
    return args.length === 0 && !selections.every(isTypename) && selections.every(isOfUser);
  }

  function isOfUser(one: SelectionNode): boolean {
    if (one.kind === Kind.FIELD) return one.name.value === '__typename' || fieldsOfUser.has(one.name.value);
    if (one.kind === Kind.FRAGMENT_SPREAD) return conditions.get(one.name.value) === 'User';
    return one.typeCondition
      ? one.typeCondition.name.value === 'User'
      : one.selectionSet.selections.every(isOfUser);
  }
}

function withoutParts({ selectionSet, ...node }: FieldNode): FieldNode | undefined {
  return selectionSet && node;
}

function asList(node: FieldNode): FieldNode {
  return { ...node, alias: node.alias ?? node.name, name: { kind: Kind.NAME, value: 'allUsers' } };
}
