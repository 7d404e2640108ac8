import { readFileSync } from 'node:fs';

// biome-ignore lint/suspicious/noExplicitAny: tests look into whatever the document says.
export type Json = any;

const root = new URL('../../', import.meta.url);

export function readText(path: string): string {
  return readFileSync(new URL(path, root), 'utf8');
}

export function readDocument(): Json {
  return JSON.parse(readText('openapi/openapi.json'));
}

export interface DocumentedOperation {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly name: string;
  readonly operation: Json;
}

/** Every operation of the document, in its order. */
export function documentedOperations(document: Json): readonly DocumentedOperation[] {
  return Object.entries<Json>(document.paths).flatMap(([path, item]) =>
    Object.entries<Json>(item).map(([method, operation]) => ({
      method: method.toUpperCase() as DocumentedOperation['method'],
      path,
      name: operation.operationId,
      operation,
    })),
  );
}

/** A value with `$ref` of the same document replaced by what it points at, one level deep. */
export function resolved(document: Json, value: Json): Json {
  if (typeof value?.$ref !== 'string') return value;
  return value.$ref
    .slice(2)
    .split('/')
    .reduce((at: Json, key: string) => at?.[key], document);
}

/** Every named field below a schema without a description of its own or of what it refers to. */
export function fieldsWithoutDescription(document: Json): string[] {
  const found: string[] = [];
  const visit = (value: Json, path: string) => {
    if (typeof value !== 'object' || value === null) return;
    // Conditions name fields that are described where they stand.
    const properties = path.endsWith('/if') || path.endsWith('/then') ? {} : (value.properties ?? {});
    for (const [name, field] of Object.entries<Json>(properties)) {
      if (!resolved(document, field)?.description) found.push(`${path}/${name}`);
    }
    for (const [key, inner] of Object.entries(value)) {
      if (key !== 'examples' && key !== 'example') visit(inner, `${path}/${key}`);
    }
  };
  visit(document, '');
  return found;
}
