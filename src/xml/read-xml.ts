import { setImmediate } from 'node:timers/promises';
import type { XmlElement } from './xml-element.js';
import { XmlFailure } from './xml-failure.js';
import { DEFAULT_XML_LIMITS, type XmlLimits } from './xml-limits.js';
import { XmlReading } from './xml-reading.js';

/** Read between two turns of the event loop, in UTF-16 code units: some 2 ms of work. */
const SLICE_LENGTH = 64 * 1024;

/**
 * The root of a document that is well-formed by XML 1.0 and Namespaces in XML 1.0, read to its end. Comments
 * are left out, CDATA is text, line ends are LF. Reading a long text gives way to other work after each
 * slice; `sliceLength` never changes what is read.
 *
 * @throws XmlFailure at the first fault, of which nothing after is looked at: `malformed`, `too_large` beyond
 * a limit, `refused` for a DOCTYPE, a processing instruction or XML 1.1.
 */
export async function readXml(
  text: string,
  limits: XmlLimits = DEFAULT_XML_LIMITS,
  sliceLength: number = SLICE_LENGTH,
): Promise<XmlElement> {
  const reading = new XmlReading(text, limits);
  let from = 0;
  try {
    while (from < text.length) {
      if (from > 0) await setImmediate();
      let to = Math.min(from + sliceLength, text.length);
      if (to < text.length && isHighSurrogate(text.charCodeAt(to - 1))) to++;
      reading.read(from, to);
      from = to;
    }
    return reading.end();
  } catch (error) {
    if (error instanceof XmlFailure) error.begun = reading.root;
    throw error;
  }
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}
