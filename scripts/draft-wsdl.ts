import type { Operation } from '../src/contract/operation.js';
import { bindings } from '../src/soap/bindings.js';
import { oneOf, plainSchema, type Tree } from '../src/soap/tree.js';

const scalars: Readonly<Record<string, string>> = {
  integer: 'xs:int',
  boolean: 'xs:boolean',
  number: 'xs:double',
};
const credentials = `            <xs:element name="credentials" type="tns:Credentials" minOccurs="0">
              <xs:annotation>
                <xs:documentation>
                  Who is calling. One of the two is needed: this element, or an HTTP header
                  "Authorization: Bearer".
                </xs:documentation>
              </xs:annotation>
            </xs:element>
`;

/** The WSDL with the parts of an own operation put in behind the operation that comes before it. */
export function draftWsdl(wsdl: string, operation: Operation): string {
  const own = bindings.filter(({ isOwn }) => isOwn);
  const place = own.findIndex((one) => one.operation === operation.name);
  const [name, before] = [own[place]?.name, own[place - 1]?.name];
  if (!name || !before) throw new Error(`${operation.name} is no own operation, or the first one`);
  const types: string[] = [];
  const input = sequence(operation.input as Tree, `${name}Asked`, 12, types, wsdl);
  const output = sequence(operation.output as Tree, name, 12, types, wsdl);
  const elements = `      <!-- ${name} -->

${message(`${name}Request`, `${operation.summary}. Answered with ${name}Result.`, credentials + input)}
${message(`${name}Result`, `The reply to ${name}.`, output)}
`;
  let drafted = insertBefore(wsdl, types.join(''), '      <xs:complexType name="Violations">');
  drafted = insertBehind(
    drafted,
    elements,
    `      <xs:element name="${before}Result">`,
    '      </xs:element>\n\n',
  );
  const parts = ['Request', 'Result'].map(
    (part) => `  <wsdl:message name="${name}${part}Message">
    <wsdl:part name="parameters" element="tns:${name}${part}"/>
  </wsdl:message>
`,
  );
  drafted = insertBehind(
    drafted,
    parts.join(''),
    `<wsdl:message name="${before}ResultMessage">`,
    '</wsdl:message>\n',
  );
  const port = `    <wsdl:operation name="${name}">
      <wsdl:documentation>
${wrap(operation.description ?? '', 8)}      </wsdl:documentation>
      <wsdl:input message="tns:${name}RequestMessage"/>
      <wsdl:output message="tns:${name}ResultMessage"/>
      <wsdl:fault name="EnrollmentFault" message="tns:EnrollmentFaultMessage">
        <wsdl:documentation>
          "Authorization failed"; "Wrong parameters" if a field is missing or malformed, or what is asked for cannot be;
          "Permission denied" if the caller may not do this, or not to what is named.
        </wsdl:documentation>
      </wsdl:fault>
    </wsdl:operation>

`;
  drafted = insertBehind(
    drafted,
    port,
    `    <wsdl:operation name="${before}">\n      <wsdl:doc`,
    '    </wsdl:operation>\n\n',
  );
  for (const soap of ['soap', 'soap12']) {
    const spoken = `    <wsdl:operation name="${name}">
      <${soap}:operation soapAction="${name}" style="document"/>
      <wsdl:input><${soap}:body use="literal"/></wsdl:input>
      <wsdl:output><${soap}:body use="literal"/></wsdl:output>
      <wsdl:fault name="EnrollmentFault"><${soap}:fault name="EnrollmentFault" use="literal"/></wsdl:fault>
    </wsdl:operation>
`;
    const start = `    <wsdl:operation name="${before}">\n      <${soap}:operation`;
    drafted = insertBehind(drafted, spoken, start, '    </wsdl:operation>\n');
  }
  return drafted;
}

function message(name: string, words: string, inner: string): string {
  return `      <xs:element name="${name}">
        <xs:annotation>
${documentation(words, 10)}        </xs:annotation>
        <xs:complexType>
          <xs:sequence>
${inner}          </xs:sequence>
        </xs:complexType>
      </xs:element>
`;
}

/** The fields of an object, as elements; types that are wanted for them and are not there yet are added. */
function sequence(schema: Tree, owner: string, indent: number, types: string[], wsdl: string): string {
  const { properties = {}, required = [] } = schema;
  // What only a JSON file has, such as the address of its schema, is no name of an element.
  const said = Object.entries(properties).filter(([name]) => /^[A-Za-z]\w*$/.test(name));
  return said
    .map(([name, field]) => {
      const isNull = field.anyOf?.some(({ type }) => type === 'null') ?? false;
      const optional = !required.includes(name) || isNull;
      return element(name, field, optional, owner, indent, types, wsdl);
    })
    .join('');
}

function element(
  name: string,
  schema: Tree,
  optional: boolean,
  owner: string,
  indent: number,
  types: string[],
  wsdl: string,
): string {
  const blank = ' '.repeat(indent);
  const plain = plainSchema(schema);
  const notes = `${blank}  <xs:annotation>
${documentation(schema.description ?? plain.description ?? 'A part of a message.', indent + 4)}${blank}  </xs:annotation>
`;
  const few = optional ? ' minOccurs="0"' : '';
  const items = plain.items && plainSchema(plain.items);
  if (plain.type !== 'array' || !items?.properties) {
    const type = plain.type === 'array' ? 'tns:Ids' : typeOf(plain, owner + capital(name), types, wsdl);
    return `${blank}<xs:element name="${name}" type="${type}"${few}>
${notes}${blank}</xs:element>
`;
  }
  const one = oneOf(name);
  const type = typeOf(items, owner + capital(one), types, wsdl);
  return `${blank}<xs:element name="${name}"${few}>
${notes}${blank}  <xs:complexType>
${blank}    <xs:sequence>
${blank}      <xs:element name="${one}" type="${type}" minOccurs="0" maxOccurs="unbounded">
${blank}        <xs:annotation>
${documentation(items.description ?? 'One of them.', indent + 10)}${blank}        </xs:annotation>
${blank}      </xs:element>
${blank}    </xs:sequence>
${blank}  </xs:complexType>
${blank}</xs:element>
`;
}

/** The name of a type: one that is there and says the same, else a new one. */
function typeOf(plain: Tree, wanted: string, types: string[], wsdl: string): string {
  if (plain.enum) {
    const values = plain.enum.map((value) => `        <xs:enumeration value="${value}"`);
    const known = declared(wsdl + types.join(''), 'simpleType').find(
      ([, text]) =>
        (text.match(/<xs:enumeration value="[^"]*"/g) ?? []).join() ===
        values.map((one) => one.trim()).join(),
    );
    if (known) return `tns:${known[0]}`;
    const inner = values
      .map(
        (value, place) => `  ${value}>
            <xs:annotation>
${documentation(`${plain.enum?.[place]}.`, 14)}            </xs:annotation>
          </xs:enumeration>
`,
      )
      .join('');
    types.push(`      <xs:simpleType name="${wanted}">
        <xs:annotation>
${documentation(plain.description ?? 'One of the words.', 10)}        </xs:annotation>
        <xs:restriction base="xs:string">
${inner}        </xs:restriction>
      </xs:simpleType>

`);
    return `tns:${wanted}`;
  }
  if (!plain.properties) return scalars[plain.type ?? ''] ?? 'xs:string';
  const inner = sequence(plain, wanted, 10, types, wsdl);
  const known = declared(wsdl + types.join(''), 'complexType').find(
    ([, text]) => elementsOf(text) === elementsOf(inner),
  );
  if (known) return `tns:${known[0]}`;
  types.push(`      <xs:complexType name="${wanted}">
        <xs:annotation>
${documentation(plain.description ?? 'A part of a message.', 10)}        </xs:annotation>
        <xs:sequence>
${inner}        </xs:sequence>
      </xs:complexType>

`);
  return `tns:${wanted}`;
}

function declared(text: string, kind: string): readonly (readonly [name: string, text: string])[] {
  const pattern = new RegExp(`^ {6}<xs:${kind} name="(\\w+)">$([\\s\\S]*?)^ {6}</xs:${kind}>$`, 'gm');
  return [...text.matchAll(pattern)].map(([, name = '', body = '']) => [name, body]);
}

const elementsOf = (text: string) => (text.match(/<xs:element [^>]*>/g) ?? []).join();

function documentation(words: string, indent: number): string {
  const blank = ' '.repeat(indent);
  const line = `${blank}<xs:documentation>${escaped(words)}</xs:documentation>\n`;
  if (line.length <= 121) return line;
  return `${blank}<xs:documentation>\n${wrap(words, indent + 2)}${blank}</xs:documentation>\n`;
}

function wrap(words: string, indent: number): string {
  const lines: string[] = [''];
  for (const word of escaped(words).split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last && indent + last.length + 1 + word.length > 120) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines.map((line) => `${' '.repeat(indent)}${line}\n`).join('');
}

/** The file is plain ASCII, for the oldest toolkits. */
const escaped = (words: string) =>
  words
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[“”]/g, '"')
    .replaceAll('’', "'")
    .replaceAll('…', '...');
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

function insertBefore(text: string, added: string, mark: string): string {
  const at = text.indexOf(mark);
  if (at < 0) throw new Error(`there is no ${mark}`);
  return text.slice(0, at) + added + text.slice(at);
}

/** Puts a text behind the first `end` that follows `start`. */
function insertBehind(text: string, added: string, start: string, end: string): string {
  const from = text.indexOf(start);
  const at = from < 0 ? -1 : text.indexOf(end, from);
  if (at < 0) throw new Error(`there is no ${start}`);
  return text.slice(0, at + end.length) + added + text.slice(at + end.length);
}
