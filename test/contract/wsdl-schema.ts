import { readFileSync } from 'node:fs';
import { XmlDocument, XmlElement, XmlLibError, XsdValidator } from 'libxml2-wasm';

/** The hand-written SOAP contract, as it lies in the repository. */
export const wsdlText = readFileSync(new URL('../../wsdl/enrollment.wsdl', import.meta.url), 'utf8');

export const namespaces = {
  wsdl: 'http://schemas.xmlsoap.org/wsdl/',
  soap: 'http://schemas.xmlsoap.org/wsdl/soap/',
  soap12: 'http://schemas.xmlsoap.org/wsdl/soap12/',
  xs: 'http://www.w3.org/2001/XMLSchema',
} as const;

export interface WsdlSchema {
  /**
   * What is wrong with an XML document whose root is one of the contract's global elements, such as the child of a
   * SOAP Body that was cut out together with its namespaces. Nothing, where it is as the contract says.
   */
  validate(xml: string): string[];
  /**
   * The same for a whole SOAP message of either version: judged is the child of its Body or, where that is a Fault,
   * the child of the fault's detail. It is an error if there is not exactly one such child.
   */
  validateMessage(envelope: string): string[];
}

let compiled: XsdValidator | undefined;

/** The schema inside the WSDL, as a standard validator sees it. Compiled once per process. */
export function wsdlSchema(): WsdlSchema {
  compiled ??= compile();
  const schema = compiled;
  return {
    validate: (xml) => judge(xml, (document) => schema.validate(document)),
    validateMessage: (envelope) => judge(envelope, (document) => schema.validate(payload(document))),
  };
}

function compile(): XsdValidator {
  const wsdl = XmlDocument.fromString(wsdlText);
  try {
    const schemas = wsdl.find('/wsdl:definitions/wsdl:types/xs:schema', namespaces);
    const [schema] = schemas;
    if (schemas.length !== 1 || !(schema instanceof XmlElement))
      throw new Error('The WSDL must hold one schema.');
    const alone = XmlDocument.fromString(schema.toString());
    try {
      return XsdValidator.fromDoc(alone);
    } finally {
      alone.dispose();
    }
  } finally {
    wsdl.dispose();
  }
}

function judge(xml: string, check: (document: XmlDocument) => void): string[] {
  let document: XmlDocument | undefined;
  try {
    document = XmlDocument.fromString(xml);
    check(document);
    return [];
  } catch (error) {
    if (error instanceof XmlLibError)
      return error.details.map(({ line, message }) => `line ${line}: ${message.trim()}`);
    if (error instanceof NotOneChild) return [error.message];
    throw error;
  } finally {
    document?.dispose();
  }
}

class NotOneChild extends Error {}

const body = `/*[local-name()='Envelope']/*[local-name()='Body']`;
const fault = `${body}/*[local-name()='Fault']`;

function payload(document: XmlDocument): XmlElement {
  const place = document.get(fault) ? `${fault}/*[local-name()='detail' or local-name()='Detail']` : body;
  const children = document.find(`${place}/*`);
  const [only] = children;
  if (children.length !== 1 || !(only instanceof XmlElement)) {
    throw new NotOneChild(`There are ${children.length} elements at ${place}, where the contract has one.`);
  }
  return only;
}
