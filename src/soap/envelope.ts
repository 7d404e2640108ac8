import type { Violation } from '../contract/failure.js';
import { attribute, hasText, XmlElement } from '../xml/xml-element.js';
import { isServiceNamespace, type SoapVersion, usualEnvelope, versionOf } from './namespaces.js';

/** How the caller writes: the answer comes in the same version and the same namespaces. */
export interface Form {
  readonly version: SoapVersion;
  /** The namespace of the envelope. */
  readonly namespace: string;
  /** The namespace of the request element; '' for none. */
  readonly service: string;
}

/** The form to answer in where the caller's own is not known (yet). */
export function usualForm(contentType: string | undefined): Form {
  return { ...usualEnvelope(contentType), service: '' };
}

/** The form of a document as far as it was read; `usual` where it is no envelope. */
export function formOf(root: XmlElement | undefined, usual: Form): Form {
  const version = root?.name === 'Envelope' ? versionOf(root.namespace) : undefined;
  if (!root || !version) return usual;
  const [body] = partsOf(root, 'Body');
  const asked = body?.children[0]?.namespace ?? '';
  return { version, namespace: root.namespace, service: isServiceNamespace(asked) ? asked : '' };
}

function partsOf(envelope: XmlElement, name: 'Header' | 'Body'): XmlElement[] {
  return envelope.children.filter((part) => part.name === name && part.namespace === envelope.namespace);
}

export interface SoapRequest {
  readonly form: Form;
  /** The child of the Body; the first one, where others may stand beside it. */
  readonly element: XmlElement;
  /** What stands beside it, as if it were the service's own. */
  readonly beside: readonly XmlElement[];
}

/** Something that SOAP itself refuses, before any operation is known. */
export class EnvelopeRefused extends Error {
  constructor(
    readonly fault: 'Client' | 'MustUnderstand' | 'VersionMismatch',
    message: string,
    readonly form: Form,
    readonly violation: Violation | undefined,
    readonly notUnderstood: readonly XmlElement[] = [],
  ) {
    super(message);
  }
}

/**
 * Opens an envelope of SOAP 1.1 or 1.2; fails with `EnvelopeRefused`, in the form `usual` where it is none. `besides`
 * names what may stand beside a request in the Body.
 */
export function openEnvelope(
  root: XmlElement,
  usual: Form,
  besides: (request: XmlElement) => readonly string[],
): SoapRequest {
  const refuse = (form: Form, element: XmlElement, message: string) => {
    const place = `${message} at line ${element.line}, column ${element.column}`;
    return new EnvelopeRefused('Client', place, form, { path: '', rule: 'envelope', message: place });
  };
  if (root.name !== 'Envelope') throw refuse(usual, root, 'The document is not a SOAP envelope');
  if (!versionOf(root.namespace)) {
    const message = `The envelope is neither SOAP 1.1 nor SOAP 1.2 at line ${root.line}, column ${root.column}`;
    throw new EnvelopeRefused('VersionMismatch', message, usual, undefined);
  }
  const form = formOf(root, usual);
  const [header, secondHeader] = partsOf(root, 'Header');
  const [body, secondBody] = partsOf(root, 'Body');
  if (!body) throw refuse(form, root, 'The envelope has no Body');
  const stray =
    secondHeader ?? secondBody ?? root.children.find((child) => child !== header && child !== body);
  if (stray) throw refuse(form, stray, 'The envelope holds more than one Header and one Body');
  const [element, ...others] = body.children;
  if (!element) throw refuse(form, body, 'The Body is empty');
  const names = others.length > 0 ? besides(element) : [];
  const second = others.find(({ name, namespace }) => !names.includes(name) || !mayBeOurs(namespace, root));
  if (second) throw refuse(form, second, 'The Body holds more than one request');
  if (hasText(root) || hasText(body))
    throw refuse(form, body, 'The envelope holds text between its elements');
  understandHeaders(form, header);
  return { form, element, beside: others.map(asOurs) };
}

/** Without a prefix it may have come into the namespace of the envelope, where that is the default one. */
function mayBeOurs(namespace: string, envelope: XmlElement): boolean {
  return isServiceNamespace(namespace) || namespace === envelope.namespace;
}

function asOurs({ name, attributes, line, column, children, text }: XmlElement): XmlElement {
  const ours = new XmlElement('', name, attributes, line, column);
  ours.children.push(...children);
  ours.text = text;
  return ours;
}

const nextActors: ReadonlySet<string> = new Set([
  '',
  'http://schemas.xmlsoap.org/soap/actor/next',
  'http://www.w3.org/2003/05/soap-envelope/role/next',
  'http://www.w3.org/2003/05/soap-envelope/role/ultimateReceiver',
]);

/** No header is known here: one for us that must be understood is the fault that SOAP prescribes (1.1, 4.2.3; 1.2, 5.4.8). */
function understandHeaders(form: Form, header: XmlElement | undefined): void {
  const strange = (header?.children ?? []).filter((block) => {
    const must = attribute(block, form.namespace, 'mustUnderstand')?.trim();
    const actor = attribute(block, form.namespace, form.version.name === '1.1' ? 'actor' : 'role') ?? '';
    return (must === '1' || must === 'true') && nextActors.has(actor);
  });
  const [first] = strange;
  if (first) {
    const message = `The header <${first.name.slice(0, 80)}> at line ${first.line}, column ${first.column} must be understood, but is not known here.`;
    throw new EnvelopeRefused('MustUnderstand', message, form, undefined, strange);
  }
}
