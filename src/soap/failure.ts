import type { Failure, FailureKind, Violation } from '../contract/failure.js';
import { BodyRefused } from '../http/inflate-bodies.js';
import { foreignViolation } from '../vendor/violation.js';
import type { XmlNode } from '../xml/write-xml.js';
import { XmlFailure } from '../xml/xml-failure.js';
import type { Binding } from './binding.js';
import { qualified, writeEnvelope } from './encode.js';
import { EnvelopeRefused, type Form } from './envelope.js';

/** A fault, before it is written in one version of SOAP. */
export interface Fault {
  /** Whose fault it is, or what SOAP itself prescribes. */
  readonly blame: 'Client' | 'Server' | 'MustUnderstand' | 'VersionMismatch';
  readonly text: string;
  readonly detail?: FaultDetail;
  /** Headers that are not understood: local name and namespace. */
  readonly notUnderstood?: readonly { readonly name: string; readonly namespace: string }[];
}

interface FaultDetail {
  readonly code: string;
  readonly message: string;
  readonly violations: readonly Violation[];
}

/** What legacy clients know failures by. */
const texts: Readonly<Record<FailureKind, string>> = {
  invalid: 'Wrong parameters',
  unauthenticated: 'Authorization failed',
  forbidden: 'Permission denied',
  absent: 'Wrong parameters',
  conflict: 'Wrong parameters',
  stale: 'Wrong parameters',
  too_large: 'Wrong parameters',
  too_many: 'Too many requests',
  unavailable: 'Service unavailable',
  broken: 'Internal error',
};

const serverKinds: readonly FailureKind[] = ['unavailable', 'broken'];

/** A failure of the core, in the words of the operation that was asked for. */
export function faultOf(failure: Failure, binding: Binding | undefined): Fault {
  const told = binding?.translate?.(failure) ?? failure;
  const violations = told.violations.map((violation) => placed(violation, binding));
  const [first, [own] = []] = [told.violations[0], violations];
  // The core says the first one of several in its message, with its place.
  const isFirst = first && own && told.message === `${first.path}: ${first.message}`;
  const message = isFirst ? `${own.path}: ${own.message}` : toldWithLinks(told);
  return {
    blame: serverKinds.includes(told.kind) ? 'Server' : 'Client',
    text: binding?.textOf?.(told) ?? binding?.texts?.[told.code] ?? texts[told.kind],
    detail: { code: told.code, message, violations },
  };
}

/** A violation at its place in the plain input, as in every dialect; where the element has another name, that is said. */
function placed(violation: Violation, binding: Binding | undefined): Violation {
  if (binding?.isOwn) return violation;
  const names: Record<string, string> = { ...binding?.places };
  const lone = new Set<string>();
  for (const [element, field] of Object.entries(binding?.fields ?? {})) {
    if (!('field' in field)) continue;
    names[field.field] ??= element;
    if (field.kind === 'one') lone.add(element);
  }
  const told = foreignViolation(violation, names);
  const [, element = '', ...rest] = told.path.split('/');
  const place = lone.has(element) && rest.join() === '0' ? `/${element}` : told.path;
  const where = place === violation.path ? '' : ` In the request: ${place.slice(1)}.`;
  return { ...told, path: violation.path, message: told.message + where };
}

/** The message, and by what the enrollment is held where that is the reason: the detail has no field of its own for it. */
function toldWithLinks({ message, linkedVia }: Failure): string {
  if (linkedVia.length === 0) return message;
  const links = linkedVia.map(({ kind, since }) => `${kind.replace('_', ' ')} since ${since}`);
  const more = links.length > linksTold ? ` and ${links.length - linksTold} more` : '';
  return `${message} It is held by: ${links.slice(0, linksTold).join(', ')}${more}.`;
}

const linksTold = 20;

/** What SOAP, XML or HTTP refuse before an operation is reached; undefined for what nobody expected. */
export function wireFault(error: unknown, sizeLimit: number): Fault | undefined {
  if (error instanceof EnvelopeRefused) {
    const { fault, message, violation, notUnderstood } = error;
    if (fault !== 'Client') return { blame: fault, text: message, notUnderstood };
    return clientFault('invalid', message, violation ? [violation] : []);
  }
  if (error instanceof XmlFailure) {
    const code = error.reason === 'too_large' ? 'too_large' : 'invalid';
    return clientFault(code, error.message, [{ path: '', rule: 'xml', message: error.message }]);
  }
  if (error instanceof BodyRefused) {
    const [failure, rule] =
      error.reason === 'too_large' ? ['too_large', 'max_bytes'] : ['invalid', 'content_encoding'];
    return clientFault(failure, error.message, [{ path: '', rule, message: error.message }]);
  }
  const { statusCode, code } = (error ?? {}) as { statusCode?: number; code?: string };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    const message = `The request is larger than ${sizeLimit} bytes.`;
    return clientFault('too_large', message, [{ path: '', rule: 'max_bytes', message }]);
  }
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return clientFault('invalid', mediaTypes, [wrongMediaType]);
  return statusCode !== undefined && statusCode >= 400 && statusCode < 500
    ? clientFault('invalid', 'The request cannot be read.', [])
    : undefined;
}

export function clientFault(code: string, message: string, violations: readonly Violation[]): Fault {
  return { blame: 'Client', text: texts.invalid, detail: { code, message, violations } };
}

const mediaTypes = 'Send text/xml (SOAP 1.1) or application/soap+xml (SOAP 1.2).';

export const wrongMediaType: Violation = { path: '', rule: 'media_type', message: mediaTypes };

export const brokenFault: Fault = {
  blame: 'Server',
  text: texts.broken,
  detail: { code: 'broken', message: 'Something went wrong here; the log knows more.', violations: [] },
};

/** SOAP 1.1 faults travel with 500 (its section 6.2); in 1.2 the sender's with 400, others with 500 (part 2, 7.5.2.2). */
export function faultStatus(form: Form, fault: Fault): number {
  return form.version.name === '1.2' && fault.blame === 'Client' ? 400 : 500;
}

export function writeFault(form: Form, fault: Fault, requestId: string): string {
  const detail = fault.detail && qualified(detailNode(fault.detail, requestId), 'ns1');
  if (form.version.name === '1.1') {
    const content: XmlNode[] = [
      ['faultcode', `SOAP-ENV:${fault.blame}`],
      ['faultstring', fault.text],
    ];
    if (detail) content.push(['detail', [detail]]);
    return writeEnvelope(form, [['SOAP-ENV:Fault', content]]);
  }
  const codes = {
    Client: 'Sender',
    Server: 'Receiver',
    MustUnderstand: 'MustUnderstand',
    VersionMismatch: 'VersionMismatch',
  };
  const content: XmlNode[] = [
    ['SOAP-ENV:Code', [['SOAP-ENV:Value', `SOAP-ENV:${codes[fault.blame]}`]]],
    ['SOAP-ENV:Reason', [['SOAP-ENV:Text', fault.text, { 'xml:lang': 'en' }]]],
  ];
  if (detail) content.push(['SOAP-ENV:Detail', [detail]]);
  const header = fault.notUnderstood
    ?.filter(({ name, namespace }) => name.length + namespace.length <= notUnderstoodTold.length)
    .slice(0, notUnderstoodTold.headers)
    .map(notUnderstoodNode);
  return writeEnvelope(form, [['SOAP-ENV:Fault', content]], header);
}

/** An answer stays small whatever the request was: so many headers at most, and none with a longer name than this. */
const notUnderstoodTold = { headers: 20, length: 1_000 };

function notUnderstoodNode({ name, namespace }: { name: string; namespace: string }): XmlNode {
  // No prefix can be declared for no namespace, and none but `xml` for that of XML (Namespaces in XML 1.0, 3 and 5).
  if (namespace === '') return ['SOAP-ENV:NotUnderstood', '', { qname: name }];
  if (namespace === 'http://www.w3.org/XML/1998/namespace')
    return ['SOAP-ENV:NotUnderstood', '', { qname: `xml:${name}` }];
  return ['SOAP-ENV:NotUnderstood', '', { qname: `h:${name}`, 'xmlns:h': namespace }];
}

function detailNode({ code, message, violations }: FaultDetail, requestId: string): XmlNode {
  const content: XmlNode[] = [
    ['code', code],
    ['message', message],
  ];
  if (violations.length > 0) {
    content.push([
      'violations',
      violations.map(
        ({ path, rule, message: words }): XmlNode => [
          'violation',
          [
            ['path', path],
            ['rule', rule],
            ['message', words],
          ],
        ],
      ),
    ]);
  }
  content.push(['requestId', requestId]);
  return ['EnrollmentFault', content];
}
