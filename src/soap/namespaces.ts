/** A version of SOAP, with what its envelopes and faults look like. */
export interface SoapVersion {
  readonly name: '1.1' | '1.2';
  readonly contentType: string;
}

export const soap11: SoapVersion = { name: '1.1', contentType: 'text/xml; charset=utf-8' };
export const soap12: SoapVersion = { name: '1.2', contentType: 'application/soap+xml; charset=utf-8' };

/** Envelope namespaces: the standard ones, and the https forms that the vendor's documentation prints. */
const versions: ReadonlyMap<string, SoapVersion> = new Map([
  ['http://schemas.xmlsoap.org/soap/envelope/', soap11],
  ['https://schemas.xmlsoap.org/soap/envelope/', soap11],
  ['http://www.w3.org/2003/05/soap-envelope', soap12],
  ['https://www.w3.org/2003/05/soap-envelope', soap12],
]);

export function versionOf(envelopeNamespace: string): SoapVersion | undefined {
  return versions.get(envelopeNamespace);
}

/** The target namespace of the WSDL. */
export const serviceNamespace = 'https://ispringlearn.com/go/services/api/soap';

/** Namespaces that requests come in: all that the vendor's documentation prints, and none at all. */
const accepted: ReadonlySet<string> = new Set([
  serviceNamespace,
  'http://ispringlearn.com/go/services/api/soap',
  'https://new.webservice.namespace',
  'http://new.webservice.namespace',
  '',
]);

export function isServiceNamespace(namespace: string): boolean {
  return accepted.has(namespace);
}

/** The namespace to answer in: the form that was asked in; the WSDL's where none was given. */
export function replyNamespace(asked: string): string {
  return asked === '' ? serviceNamespace : asked;
}

/** Where no envelope could be read: SOAP 1.2 has a media type of its own, everything else is taken for SOAP 1.1. */
export function usualEnvelope(contentType: string | undefined) {
  return /^application\/soap\+xml\b/i.test(contentType ?? '')
    ? { version: soap12, namespace: 'http://www.w3.org/2003/05/soap-envelope' }
    : { version: soap11, namespace: 'http://schemas.xmlsoap.org/soap/envelope/' };
}
