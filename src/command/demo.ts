import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Gateway } from '../gateway.js';
import { operator } from '../permission/caller.js';

/** Who of the sample organisation speaks for which role. */
const callers = [
  ['owner', 'EMP-001'],
  ['administrator', 'EMP-002'],
  ['department administrator', 'EMP-003'],
  ['custom role: coordinator', 'EMP-004'],
  ['planner', 'EMP-008'],
  ['group manager', 'EMP-007'],
  ['team manager', 'EMP-005'],
  ['learner', 'EMP-010'],
] as const;

/** A folder for the database of the demo, removed when the process ends. */
export function temporaryDatabase(): string {
  const folder = mkdtempSync(join(tmpdir(), 'matricula-demo-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return `sqlite:${join(folder, 'matricula.sqlite')}`;
}

/** What the demo prints: addresses, a token per role, and commands to paste, each of which enrolls somebody. */
export async function demoText(gateway: Gateway, url: string): Promise<string> {
  const tokens = await Promise.all(
    callers.map(async ([role, userName]) => {
      const circumstances = { protocol: 'command line', requestId: null };
      const input = { lifetime: 24 * 3_600, userName };
      const { output } = await gateway.perform('issueToken', operator, input, circumstances);
      return { role, token: output.accessToken };
    }),
  );
  const [owner, administrator, departmentAdministrator] = tokens;
  const width = Math.max(...callers.map(([role]) => role.length));
  const rows = tokens.map(({ role, token }) => `  ${role.padEnd(width)}  ${token}`);
  return `
Matricula is running on a sample organisation. Its database is temporary: it goes when you press Ctrl+C.

  Swagger UI   ${url}/docs    (press Authorize, paste a token, try)
  OpenAPI      ${url}/openapi.json
  SOAP         ${url}/soap    WSDL: ${url}/soap?wsdl
  REST         ${url}/v1
  iSpring's    ${url}/api/v2    (its REST API, for integrations written for it)
  GraphiQL     ${url}/graphiql    (put a token into its headers)
  GraphQL      ${url}/graphql/

Tokens, one per role, for 24 hours:

${rows.join('\n')}

Enroll somebody over REST:

curl -sS ${url}/v1/enrollments -H 'Authorization: Bearer ${owner?.token}' -H 'Content-Type: application/json' -d '{"courseRefs":["safety"],"learnerRefs":["EMP-012"],"dueDateType":"due_period","duePeriod":720}'

Enroll somebody over SOAP:

curl -sS ${url}/soap -H 'Content-Type: text/xml; charset=utf-8' -H 'SOAPAction: "EnrollLearnersInCourses"' -d '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns="https://ispringlearn.com/go/services/api/soap"><soapenv:Body><EnrollLearnersInCoursesRequest><credentials><token>${administrator?.token}</token></credentials><courseIds><id>safety</id></courseIds><learnerIds><id>EMP-013</id></learnerIds><dueDateType>due_date</dueDateType><dueDate>2027-06-30</dueDate></EnrollLearnersInCoursesRequest></soapenv:Body></soapenv:Envelope>'

Add somebody to a training over GraphQL:

curl -sS ${url}/graphql/ -H 'Authorization: Bearer ${departmentAdministrator?.token}' -H 'Content-Type: application/json' -d '{"query":"mutation { addUsersToTraining(trainingRef: \\"safety-day\\", userRefs: [\\"EMP-012\\"]) { addedRefs alreadyAddedRefs failedRefs } }"}'

See who is enrolled:

curl -sS '${url}/v1/enrollments?courseRef=safety' -H 'Authorization: Bearer ${owner?.token}'
`;
}
