/** Who is to be enrolled in what, by id. */
export interface Wish {
  learners: string[];
  courses: string[];
}

export type Protocol = 'REST' | 'SOAP' | 'GraphQL';

export const get = (path: string): string =>
  `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: keep-alive\r\n\r\n`;

const send = (method: string, path: string, type: string, headers: string, body: string): string =>
  `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: keep-alive\r\nContent-Type: ${type}\r\n${headers}` +
  `Content-Length: ${body.length}\r\n\r\n${body}`;

const post = (path: string, type: string, headers: string, body: string): string =>
  send('POST', path, type, headers, body);

/** A request of REST with a JSON body. */
export const restJson = (method: 'POST' | 'PUT', path: string, token: string, body: unknown): string =>
  send(method, path, 'application/json', `Authorization: Bearer ${token}\r\n`, JSON.stringify(body));

const DUE_DATE = '2030-12-31';

/** The whole request as it goes over the wire; its text is ASCII. */
export function enrollRequest(protocol: Protocol, token: string, wish: Wish): string {
  return protocol === 'SOAP' ? soapEnrolling(token, wish) : restRequest(token, wish);
}

function restRequest(token: string, { learners, courses }: Wish): string {
  const terms = { dueDateType: 'due_date', dueDate: DUE_DATE, lockAfterDueDate: false };
  const body = { courseIds: courses, learnerIds: learners, ...terms };
  return restJson('POST', '/v1/enrollments', token, body);
}

const ENVELOPE = 'http://schemas.xmlsoap.org/soap/envelope/';
const SERVICE = 'https://ispringlearn.com/go/services/api/soap';

export const soapIds = (name: string, ids: string[]): string =>
  `<soap:${name}>${ids.map((id) => `<soap:id>${id}</soap:id>`).join('')}</soap:${name}>`;

function soapEnrolling(token: string, { learners, courses }: Wish): string {
  const terms =
    `<soap:dueDateType>due_date</soap:dueDateType><soap:dueDate>${DUE_DATE}</soap:dueDate>` +
    '<soap:lockAfterDueDate>false</soap:lockAfterDueDate>';
  const content = soapIds('courseIds', courses) + soapIds('learnerIds', learners) + terms;
  return soapRequest('EnrollLearnersInCourses', token, content);
}

/** A request of SOAP with this content, its elements with the prefix `soap`. */
export function soapRequest(operation: string, token: string, content: string): string {
  const body =
    `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="${ENVELOPE}" xmlns:soap="${SERVICE}">` +
    `<soapenv:Header/><soapenv:Body><soap:${operation}Request>` +
    `<soap:credentials><soap:token>${token}</soap:token></soap:credentials>${content}` +
    `</soap:${operation}Request></soapenv:Body></soapenv:Envelope>`;
  return post('/soap', 'text/xml; charset=utf-8', `SOAPAction: "${operation}"\r\n`, body);
}

/** Throws where the answer is not what the wish must lead to: a wrong answer may not count as a quick one. */
export function checkAnswer(
  protocol: Protocol,
  answer: { status: number; body: string },
  expected: 'enrolled' | 'already enrolled',
  pairs: number,
): void {
  const fine =
    protocol === 'SOAP'
      ? answer.status === 200 && /success>\s*true\s*</.test(answer.body)
      : answer.status === (expected === 'enrolled' ? 201 : 200) &&
        JSON.parse(answer.body).summary[expected === 'enrolled' ? 'enrolled' : 'alreadyEnrolled'] === pairs;
  if (!fine) {
    throw new Error(`Expected ${pairs} ${expected}, got ${answer.status}: ${answer.body.slice(0, 600)}`);
  }
}
