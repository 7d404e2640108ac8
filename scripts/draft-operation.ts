import { readFileSync, writeFileSync } from 'node:fs';
import { type OperationName, operations } from '../src/contract/operations.js';
import { foreignForms } from '../src/graphql/plain-fields.js';
import { draftGraphql } from './draft-graphql.js';
import { draftWsdl } from './draft-wsdl.js';

/**
 * Writes the part of the WSDL and of the GraphQL schema that follows from the contract of a new operation, to be read
 * and improved by hand: `npm run draft nameOfOperation`.
 */
const [name] = process.argv.slice(2);
if (name === undefined || !Object.hasOwn(operations, name)) {
  throw new Error('Name an operation of src/contract/operations.ts.');
}
const operation = operations[name as OperationName];
const [wsdl, graphql] = ['wsdl/enrollment.wsdl', 'src/graphql/schema.graphql'];
writeFileSync(wsdl, draftWsdl(readFileSync(wsdl, 'utf8'), operation));
if (!foreignForms.has(operation.name)) {
  writeFileSync(graphql, draftGraphql(readFileSync(graphql, 'utf8'), operation));
}
console.log(`drafted ${name} in ${wsdl} and ${graphql}`);
