import type { OperationName } from '../../src/contract/operations.js';
import type { AnyWay } from './way.js';
import { accessWays } from './ways-access.js';
import { catalogueWays } from './ways-catalogue.js';
import { enrollmentsWays } from './ways-enrollments.js';
import { peopleWays } from './ways-people.js';
import { unitsWays } from './ways-units.js';

/** Every operation and each way to ask for it: routes by method and path, SOAP by the name of its operation. */
export const ways: Readonly<Record<OperationName, Readonly<Record<string, AnyWay>>>> = {
  ...enrollmentsWays,
  ...catalogueWays,
  ...peopleWays,
  ...unitsWays,
  ...accessWays,
};
