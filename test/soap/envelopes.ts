/** The namespaces that exist out there, and requests as clients write them. */

export const soap11 = 'http://schemas.xmlsoap.org/soap/envelope/';
export const soap12 = 'http://www.w3.org/2003/05/soap-envelope';
export const service = 'https://ispringlearn.com/go/services/api/soap';
export const xsi = 'http://www.w3.org/2001/XMLSchema-instance';

/** Envelope namespaces that are accepted, with the version that each means. */
export const versions = {
  [soap11]: '1.1',
  [soap11.replace('http:', 'https:')]: '1.1',
  [soap12]: '1.2',
  [soap12.replace('http:', 'https:')]: '1.2',
} as const satisfies Record<string, string>;

/** Namespaces of the service that are accepted, beside none at all. */
export const services = [
  service,
  service.replace('https:', 'http:'),
  'https://new.webservice.namespace',
  'http://new.webservice.namespace',
] as const;

export interface Writing {
  /** Namespace of the envelope. */
  readonly envelope?: string;
  /** Namespace of the service, '' for none. */
  readonly service?: string;
  /** Content of the Header; undefined: no Header. */
  readonly header?: string;
}

/** An envelope with the prefix `e` around a request that is written in the default namespace. */
export function envelope(request: string, writing: Writing = {}): string {
  const { envelope: ns = soap11, service: own = service, header } = writing;
  const head = header === undefined ? '' : `<e:Header>${header}</e:Header>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<e:Envelope xmlns:e="${ns}" xmlns:xsi="${xsi}">${head}<e:Body>${withNamespace(request, own)}</e:Body></e:Envelope>`;
}

function withNamespace(request: string, namespace: string): string {
  return namespace === '' ? request : request.replace(/^<([^\s/>]+)/, `<$1 xmlns="${namespace}"`);
}

export function credentials(token: string): string {
  return `<credentials><token>${token}</token></credentials>`;
}

export function ids(list: string, values: readonly string[]): string {
  return `<${list}>${values.map((value) => `<id>${value}</id>`).join('')}</${list}>`;
}

/** The content of an enrollment request, credentials aside. */
export function enrolling(courses: readonly string[], learners: readonly string[], more = unlimited): string {
  return ids('courseIds', courses) + ids('learnerIds', learners) + more;
}

export const unlimited = '<dueDateType>unlimited</dueDateType>';

export function request(operation: string, token: string | undefined, content: string): string {
  const who = token === undefined ? '' : credentials(token);
  return `<${operation}Request>${who}${content}</${operation}Request>`;
}
