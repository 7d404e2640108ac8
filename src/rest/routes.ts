import type { Route } from './route.js';
import { catalogueRoutes } from './routes-catalogue.js';
import { enrollmentRoutes } from './routes-enrollments.js';
import { linkRoutes } from './routes-links.js';
import { offerRoutes } from './routes-offers.js';
import { operationRoutes } from './routes-operation.js';
import { peopleRoutes } from './routes-people.js';
import { trainingRoutes } from './routes-trainings.js';
import { unitRoutes } from './routes-units.js';

/** The binding table: address and method of every operation. */
export const routes: readonly Route[] = [
  ...enrollmentRoutes,
  ...catalogueRoutes,
  ...trainingRoutes,
  ...offerRoutes,
  ...linkRoutes,
  ...peopleRoutes,
  ...unitRoutes,
  ...operationRoutes,
];
