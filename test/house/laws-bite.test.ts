import { describe, expect, test } from '@jest/globals';
import { cycles, sharedUseCases, wrongImports, wrongLibraries } from './imports.js';
import { incompleteDialects, misnamedPorts, misnamedUseCases, namelessVerbs, vagueNames } from './names.js';
import { type House, houseOf, type Offence } from './rooms.js';
import { sourceOf } from './sources.js';
import {
  clocksAndDice,
  consoleCalls,
  importEffects,
  leftovers,
  protocolWords,
  strayEnvironment,
  waitingNouns,
} from './words.js';

/** A small house that keeps the laws but for the files that are given. */
function houseWith(files: Readonly<Record<string, string>>) {
  const usual = { 'work.ts': "import type { Grants } from './enrollment/grants.js';" };
  return houseOf(Object.entries({ ...usual, ...files }).map(([path, text]) => sourceOf(path, text)));
}

const crossings: readonly (readonly [path: string, text: string])[] = [
  ['rest/plugin.ts', "import { getCourse } from '../catalog/get-course.js';"],
  ['rest/plugin.ts', "import type { Grants } from '../enrollment/grants.js';"],
  ['rest/plugin.ts', "import { openDatabase } from '../storage/open-database.js';"],
  ['graphql/plugin.ts', "import { encode } from '../rest/encode.js';"],
  ['graphql/plugin.ts', "import { readSettings } from '../settings.js';"],
  ['soap/plugin.ts', "const { decode } = await import('../rest/decode.js');"],
  ['enrollment/enroll-learners.ts', "import { sqlGrants } from '../storage/grants.js';"],
  ['enrollment/enroll-learners.ts', "import { limitRates } from '../http/rate-limit.js';"],
  ['enrollment/enroll-learners.ts', "import { statuses } from '../rest/failure.js';"],
  ['enrollment/enroll-learners.ts', "import { openGateway } from '../gateway.js';"],
  ['enrollment/due-date.ts', "import { findLearners } from './find-learners.js';"],
  ['enrollment/due-date.ts', "import { Grants } from './grants.js';"],
  ['enrollment/grants.ts', "import { dueDate } from './due-date.js';"],
  ['enrollment/grants.ts', "export type { Row } from '../storage/sql.js';"],
  ['storage/grants.ts', "import { findLearners } from '../enrollment/find-learners.js';"],
  ['contract/courses.ts', "import { dueDate } from '../enrollment/due-date.js';"],
  ['stray.ts', "import { operations } from './contract/operations.js';"],
];

const strangers: readonly (readonly [path: string, text: string])[] = [
  ['enrollment/enroll-learners.ts', "import type { EntityManager } from 'typeorm';"],
  ['enrollment/enroll-learners.ts', "import { readFile } from 'node:fs/promises';"],
  ['permission/caller.ts', "import type { FastifyRequest } from 'fastify';"],
  ['rest/plugin.ts', "import { createPool } from 'mysql2/promise';"],
  ['soap/decode.ts', "import { SaxesParser } from 'saxes';"],
  ['rest/encode.ts', "import { XMLBuilder } from 'fast-xml-parser';"],
  ['contract/check.ts', "import { randomUUID, createHash } from 'node:fs';"],
  ['rest/plugin.ts', "import leftPad from 'left-pad';"],
];

const said: readonly (readonly [check: (house: House) => readonly Offence[], path: string, text: string])[] =
  [
    [protocolWords, 'enrollment/failed.ts', 'export const status = 404;'],
    [protocolWords, 'contract/failure.ts', "export const text = 'faultstring';"],
    [protocolWords, 'contract/failure.ts', 'export const text = `over HTTP`;'],
    [protocolWords, 'permission/caller.ts', 'export const soapFault = 1;'],
    [protocolWords, 'audit/events.ts', 'export interface Event { readonly headers: string }'],
    [strayEnvironment, 'gateway.ts', 'export const zone = () => process.env.TZ;'],
    [importEffects, 'gateway.ts', 'process.once("exit", () => {});'],
    [importEffects, 'gateway.ts', "import './other.js';"],
    [clocksAndDice, 'enrollment/due-date.ts', 'export const due = () => Date.now();'],
    [clocksAndDice, 'enrollment/enroll-learners.ts', 'export const due = () => new Date();'],
    [waitingNouns, 'enrollment/due-date.ts', 'export async function due() {}'],
    [consoleCalls, 'rest/plugin.ts', 'console.error(1);'],
    [leftovers, 'rest/plugin.ts', '// to' + 'do: later'],
  ];

const found = (offences: readonly Offence[]) => expect(offences).toHaveLength(1);

describe('a law bites', () => {
  test.each(crossings)('imports run one way: %s: %s', (path, text) => {
    found(wrongImports(houseWith({ [path]: text })));
  });

  test.each(strangers)('libraries stay in their rooms: %s: %s', (path, text) => {
    found(wrongLibraries(houseWith({ [path]: text })));
  });

  test.each(said)('%p: %s: %s', (check, path, text) => {
    found(check(houseWith({ [path]: text })));
  });

  test('words of a protocol may stand in comments, and in the dialects', () => {
    const house = houseWith({
      'contract/failure.ts': '/** HTTP has its 404 for this. */\nexport const code = 1;',
      'rest/failure.ts': "export const status = 404;\nexport const text = 'HTTP';",
    });
    expect(protocolWords(house)).toEqual([]);
  });

  test('imports run in no circle, types included', () => {
    const house = houseWith({
      'enrollment/a.ts': "import type { B } from './b.js';",
      'enrollment/b.ts': "import { c } from './c.js';",
      'enrollment/c.ts': "import { a } from './a.js';",
    });
    expect(cycles(house)).toEqual([
      'enrollment/a.ts -> enrollment/b.ts -> enrollment/c.ts -> enrollment/a.ts',
    ]);
  });

  test('a use case is not imported by another', () => {
    const house = houseWith({ 'catalog/get-course.ts': "import { onlyOf } from './list-courses.js';" });
    found(sharedUseCases(house, ['catalog/list-courses.ts']));
  });

  test('names tell the layer', () => {
    const house = houseWith({
      'catalog/get-course.ts': 'export function getCourse() {}\nexport function other() {}',
      'enrollment/seats.ts': "import type { Work } from '../work.js';",
      'enrollment/grants.ts': 'export class Grants {}',
      'graphql/plugin.ts': '',
    });
    expect(misnamedUseCases(house)).toContainEqual(expect.stringContaining('exports getCourse, other'));
    found(namelessVerbs(house));
    found(misnamedPorts(house));
    expect(incompleteDialects(house)).toHaveLength(4);
    expect(vagueNames(['src/utils/date.ts', 'src/rest/dueDate.ts', 'src/soap/due-date.ts'])).toHaveLength(2);
  });
});
