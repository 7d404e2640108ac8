import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeText } from '../../src/xml/decode-text.js';
import { readXml } from '../../src/xml/read-xml.js';
import { XmlElement } from '../../src/xml/xml-element.js';
import { XmlFailure } from '../../src/xml/xml-failure.js';

const envelope = Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns="urn:x">
  <e:Header/>
  <e:Body><!-- c --><r a="1" e:b='&lt;&#65;'><id>é😀</id><id><![CDATA[<x>]]></id></r></e:Body>
</e:Envelope>`);

const tokens = [
  '<',
  '>',
  '&',
  '"',
  "'",
  '</',
  '/>',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '<?',
  '?>',
  '<!DOCTYPE a [',
  '&#',
  ';',
  'xmlns:',
  '\u0000',
  '\uFEFF',
  '\uFFFF',
  '😀',
  '\r',
  ' ',
];
const insertion = fc.oneof(
  fc.constantFrom(...tokens).map((token) => Buffer.from(token)),
  fc.uint8Array({ maxLength: 4 }).map((bytes) => Buffer.from(bytes)),
  fc.tuple(fc.nat(envelope.length), fc.nat(40)).map(([at, length]) => envelope.subarray(at, at + length)),
);
const mutation = fc.tuple(fc.nat(envelope.length), fc.nat(12), insertion);

test('no mutation of an envelope gives anything but a tree or an XmlFailure that is fit to show', async () => {
  const property = fc.asyncProperty(
    fc.array(mutation, { minLength: 1, maxLength: 4 }),
    fc.constantFrom(undefined, 'utf-8', 'iso-8859-1', 'utf-16'),
    fc.constantFrom(1, 13, 65_536),
    async (mutations, charset, slice) => {
      let body = envelope;
      for (const [at, removed, inserted] of mutations) {
        body = Buffer.concat([body.subarray(0, at), inserted, body.subarray(at + removed)]);
      }
      try {
        expect(await readXml(decodeText(body, charset), undefined, slice)).toBeInstanceOf(XmlElement);
      } catch (error) {
        if (!(error instanceof XmlFailure)) throw error;
        expect(error.message).not.toMatch(/[\p{C}\p{Zl}\p{Zp}\t\n\r]/u);
        expect(error.message.length).toBeLessThan(220);
        expect(error.line).toBeGreaterThan(0);
        expect(error.column).toBeGreaterThan(0);
      }
    },
  );
  await fc.assert(property, { numRuns: 1_000_000, interruptAfterTimeLimit: 2_000 });
}, 20_000);
