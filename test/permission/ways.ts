import { type OperationName, operations } from '../../src/contract/operations.js';
import type { AnyWay } from './way.js';
import { accessWays } from './ways-access.js';
import { catalogueWays } from './ways-catalogue.js';
import { enrollmentsWays } from './ways-enrollments.js';
import { ispringWays } from './ways-ispring.js';
import { linksWays } from './ways-links.js';
import { ownSoapWays } from './ways-own.js';
import { peopleWays } from './ways-people.js';
import { trainingsWays } from './ways-trainings.js';
import { unitsWays } from './ways-units.js';

const vendors: Readonly<Record<string, Readonly<Record<string, AnyWay>>>> = ispringWays;

const native: Readonly<Record<OperationName, Readonly<Record<string, AnyWay>>>> = {
  ...enrollmentsWays,
  ...catalogueWays,
  ...peopleWays,
  ...unitsWays,
  ...accessWays,
  ...trainingsWays,
  ...linksWays,
};

/** What is told as plain input is asked for so only where nothing carries it. */
function carriedWays(name: OperationName): Readonly<Record<string, AnyWay>> {
  const { core, ...others } = native[name];
  const soap = ownSoapWays(name, native[name]);
  return core && Object.keys(soap).length === 0 ? native[name] : { ...others, ...soap };
}

/**
 * Every operation and each way to ask for it: routes by method and path, those of the vendor's dialect with its name
 * before them, SOAP by the name of its operation.
 */
export const ways = Object.fromEntries(
  (Object.keys(operations) as OperationName[]).map((name) => [
    name,
    { ...carriedWays(name), ...vendors[name] },
  ]),
) as Readonly<Record<OperationName, Readonly<Record<string, AnyWay>>>>;
