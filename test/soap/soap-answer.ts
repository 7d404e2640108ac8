import { failureCodes } from '../../src/contract/failure.js';
import type { TestAnswer } from '../application.js';
import { wsdlSchema } from '../contract/wsdl-schema.js';
import { service, services, versions } from './envelopes.js';
import { all, readTree, type Tree, textAt } from './tree.js';

export interface SoapAnswer {
  readonly status: number;
  readonly headers: TestAnswer['headers'];
  readonly text: string;
  readonly version: '1.1' | '1.2';
  /** Namespace of the envelope. */
  readonly envelope: string;
  readonly header: Tree | undefined;
  /** The child of the Body. */
  readonly payload: Tree;
  /** Namespace of what the service itself says: the reply, or the detail of the fault. */
  readonly service: string | undefined;
  readonly fault: SoapFault | undefined;
}

export interface SoapFault {
  /** `Client`, `Server`, `Sender`, `Receiver`, `MustUnderstand`, `VersionMismatch`. */
  readonly blame: string;
  readonly text: string;
  /** '' where SOAP forbids a detail. */
  readonly code: string;
  readonly message: string;
  readonly violations: readonly { readonly path: string; readonly rule: string; readonly message: string }[];
}

const mediaTypes = { '1.1': 'text/xml; charset=utf-8', '1.2': 'application/soap+xml; charset=utf-8' };
const blames = {
  '1.1': ['Client', 'Server', 'MustUnderstand', 'VersionMismatch'],
  '1.2': ['Sender', 'Receiver', 'MustUnderstand', 'VersionMismatch'],
};
const leaks = /\bat \S+ \(|\bat file:|node_modules|\.[jt]s:\d+|SQLITE_|\bER_[A-Z]+_|<!?html|<!doctype/i;

/**
 * An answer of the SOAP endpoint, held to everything that holds for all of them: an envelope of one version in its
 * media type, a reply or fault that the WSDL's own schema accepts, a fault in the form and with the status that SOAP
 * prescribes, with the request id of the HTTP header, and nothing of the inside of the server.
 */
export function readAnswer(answer: TestAnswer): SoapAnswer {
  const { status, headers, text } = answer;
  const root = readTree(text);
  const version = versions[root.namespace];
  must(root.name === 'Envelope' && version !== undefined, `no envelope but <${root.name}>`, text);
  must(headers['content-type'] === mediaTypes[version], `content type ${headers['content-type']}`, text);
  must(!leaks.test(text), 'something of the inside', text);
  const [header] = all(root, 'Header');
  const [body] = all(root, 'Body');
  const [payload, second] = body?.children ?? [];
  must(payload !== undefined && second === undefined, 'a Body without exactly one child', text);
  must(
    root.children.every((part) => part === header || part === body),
    'parts that do not belong',
    text,
  );

  const common = { status, headers, text, version, envelope: root.namespace, header, payload };
  if (payload.name !== 'Fault' || payload.namespace !== root.namespace) {
    must(status === 200, `a reply with status ${status}`, text);
    checkSchema(text);
    return { ...common, service: payload.namespace, fault: undefined };
  }
  const [detail] = all(payload, version === '1.1' ? 'detail' : 'Detail');
  const fault = version === '1.1' ? fault11(payload, text) : fault12(payload, text);
  must(blames[version].includes(fault.blame), `the fault code ${fault.blame}`, text);
  must(fault.text !== '', 'no fault text', text);
  const expected = version === '1.2' && fault.blame === 'Sender' ? 400 : 500;
  must(status === expected || status === 405, `a fault of ${fault.blame} with status ${status}`, text);
  if (!detail) {
    // SOAP 1.1, 4.4: no detail where it is not the Body that could not be processed.
    must(['MustUnderstand', 'VersionMismatch'].includes(fault.blame), 'no detail', text);
    return { ...common, service: undefined, fault: { ...fault, code: '', message: '', violations: [] } };
  }
  checkSchema(text);
  const [told] = detail.children;
  must(told?.name === 'EnrollmentFault', 'no EnrollmentFault', text);
  const code = textAt(told, 'code') ?? '';
  must((failureCodes as readonly string[]).includes(code), `the code ${code}`, text);
  must(textAt(told, 'requestId') === headers['x-request-id'], 'another request id', text);
  const violations = (all(told, 'violations')[0]?.children ?? []).map((violation) => ({
    path: textAt(violation, 'path') ?? '',
    rule: textAt(violation, 'rule') ?? '',
    message: textAt(violation, 'message') ?? '',
  }));
  must(
    violations.every(({ path, rule, message }) => /^(\/|$)/.test(path) && /^[a-z_]+$/.test(rule) && message),
    'a violation without a place, a rule or words',
    text,
  );
  const message = textAt(told, 'message') ?? '';
  return { ...common, service: told.namespace, fault: { ...fault, code, message, violations } };
}

function fault11(fault: Tree, text: string): { blame: string; text: string } {
  const names = fault.children.map(({ name, namespace }) => `{${namespace}}${name}`);
  must(/^{}faultcode,{}faultstring(,{}detail)?$/.test(names.join()), `the parts ${names}`, text);
  return {
    blame: localName(textAt(fault, 'faultcode') ?? '', fault, text),
    text: textAt(fault, 'faultstring') ?? '',
  };
}

function fault12(fault: Tree, text: string): { blame: string; text: string } {
  const names = fault.children.map(({ name, namespace }) => (namespace === fault.namespace ? name : '?'));
  must(/^Code,Reason(,Detail)?$/.test(names.join()), `the parts ${names}`, text);
  const [words] = all(all(fault, 'Reason')[0] ?? fault, 'Text');
  must(words?.attributes['lang'] === 'en', 'a reason without its language', text);
  return { blame: localName(textAt(fault, 'Code', 'Value') ?? '', fault, text), text: words.text };
}

/** The local part of a fault code, which is a name of the envelope's namespace. */
function localName(name: string, fault: Tree, text: string): string {
  const [prefix = '', local = ''] = name.split(':');
  must(fault.prefixes[prefix] === fault.namespace, `the fault code ${name} is of another namespace`, text);
  return local;
}

/** The schema of the WSDL has one target namespace; the others stand for it. */
function checkSchema(text: string): void {
  let mapped = text;
  for (const other of services) mapped = mapped.replaceAll(`="${other}"`, `="${service}"`);
  const complaints = wsdlSchema().validateMessage(mapped);
  must(complaints.length === 0, complaints.join('; '), text);
}

function must(condition: boolean, what: string, text: string): asserts condition {
  if (!condition) throw new Error(`An answer with ${what}:\n${text.slice(0, 2_000)}`);
}
