import { describe, expect, test } from '@jest/globals';
import { readXml } from '../../src/xml/read-xml.js';
import { attribute, hasText, type XmlElement } from '../../src/xml/xml-element.js';

const names = (element: XmlElement) => element.children.map(({ name }) => name);

describe('a document that is read', () => {
  test('keeps elements in their order, whatever their names', async () => {
    const root = await readXml('<a><b/><c/><b/><d><b/></d></a>');
    expect(names(root)).toEqual(['b', 'c', 'b', 'd']);
    expect(root.children[3]?.children).toHaveLength(1);
  });

  test('tells elements apart by namespace name, not by prefix', async () => {
    const text = '<e:a xmlns:e="urn:1" xmlns="urn:2"><b/><c xmlns=""><d/></c><x:b xmlns:x="urn:1"/></e:a>';
    const root = await readXml(text);
    expect([root.namespace, root.name]).toEqual(['urn:1', 'a']);
    expect(root.children.map(({ namespace }) => namespace)).toEqual(['urn:2', '', 'urn:1']);
    expect(root.children[1]?.children[0]?.namespace).toBe('');
  });

  test('shows attributes with their namespaces and without the declarations', async () => {
    const root = await readXml(
      '<a xmlns="urn:d" xmlns:p="urn:p" b="1" p:b="2" xml:lang="nl" c="&lt;&#10;x\ty"/>',
    );
    expect(root.attributes).toEqual([
      { namespace: '', name: 'b', value: '1' },
      { namespace: 'urn:p', name: 'b', value: '2' },
      { namespace: 'http://www.w3.org/XML/1998/namespace', name: 'lang', value: 'nl' },
      { namespace: '', name: 'c', value: '<\nx y' },
    ]);
    expect(attribute(root, 'urn:p', 'b')).toBe('2');
    expect(attribute(root, '', 'b')).toBe('1');
    expect(attribute(root, 'urn:p', 'c')).toBeUndefined();
  });

  test('takes CDATA for text, leaves comments out and reads references', async () => {
    const root = await readXml(
      '<a>1 &lt; <!-- & -->2<![CDATA[ & <b> ]] > ]]>&#x20AC;&#128512;]]<b>x</b>&gt;</a>',
    );
    expect(root.text).toBe('1 < 2 & <b> ]] > €😀]]>');
    expect(root.children.map(({ text }) => text)).toEqual(['x']);
  });

  test('keeps blanks, with line ends as LF', async () => {
    expect((await readXml('<a> \r\n\tx\ry\n&#13;</a>')).text).toBe(' \n\tx\ny\n\r');
  });

  test('does not turn text into numbers or booleans', async () => {
    expect((await readXml('<a>007</a>')).text).toBe('007');
    expect((await readXml('<a>1e5</a>')).text).toBe('1e5');
  });

  test('holds elements and attributes named after properties of objects harmlessly', async () => {
    const text =
      '<__proto__><constructor/><prototype>p</prototype><toString/><x __proto__="1" valueOf="2"/></__proto__>';
    const root = await readXml(text);
    expect(root.name).toBe('__proto__');
    expect(names(root)).toEqual(['constructor', 'prototype', 'toString', 'x']);
    expect(root.children[1]?.text).toBe('p');
    expect(root.children[3]?.attributes.map(({ name }) => name)).toEqual(['__proto__', 'valueOf']);
    expect(Object.prototype).not.toHaveProperty('p');
  });

  test('may begin with a declaration, comments and blanks, and end in them', async () => {
    const text = `<?xml version='1.0' encoding="UTF-16" standalone='yes' ?>\n<!-- <!DOCTYPE a> <?x?> -->\n<a/>\n<!---->\n`;
    expect((await readXml(text)).name).toBe('a');
  });

  test('tells where each opening tag begins', async () => {
    const text =
      '<?xml version="1.0"?>\r\n<a>\r<b\n  c="1"\n/><d\r\n>é😀<e/></d>\n\n  <!-- \n --><f></f></a>';
    const root = await readXml(text);
    const places: [string, number, number][] = [];
    const collect = (element: XmlElement) => {
      places.push([element.name, element.line, element.column]);
      element.children.forEach(collect);
    };
    collect(root);
    expect(places).toEqual([
      ['a', 2, 1],
      ['b', 3, 1],
      ['d', 5, 3],
      ['e', 6, 5],
      ['f', 9, 5],
    ]);
  });

  test('has text where there is more than blanks', async () => {
    const [blank, text, deeper] = (await readXml('<a><b> \n\t</b><b> \u00A0</b><b><c>x</c></b></a>'))
      .children;
    expect([blank, text, deeper].map((it) => it !== undefined && hasText(it))).toEqual([false, true, false]);
  });
});
