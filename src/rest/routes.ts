import type { Route } from './route.js';
import { catalogueRoutes } from './routes-catalogue.js';
import { enrollmentRoutes } from './routes-enrollments.js';
import { operationRoutes } from './routes-operation.js';
import { peopleRoutes } from './routes-people.js';
import { unitRoutes } from './routes-units.js';

/** The binding table: address and method of every operation. */
export const routes: readonly Route[] = [
  ...enrollmentRoutes,
  ...catalogueRoutes,
  ...peopleRoutes,
  ...unitRoutes,
  ...operationRoutes,
];
