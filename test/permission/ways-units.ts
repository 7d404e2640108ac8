import { manyDepartments, oneDepartment, type Ways } from './way.js';

export const unitsWays = {
  listDepartments: { 'GET /departments': { ...manyDepartments, rest: () => ['/departments?search=Sales'] } },
  getDepartment: { 'GET /departments/:id': { ...oneDepartment, rest: () => ['/departments/ref:sales'] } },
} as const satisfies Ways;
