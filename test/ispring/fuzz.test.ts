import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bindings } from '../../src/ispring/bindings.js';
import { readJsonFields } from '../../src/ispring/read-json-fields.js';
import { readNamedTexts } from '../../src/ispring/read-named-texts.js';
import { readXmlFields } from '../../src/ispring/read-xml-fields.js';
import { ids, object, type Shapes, scalars, values } from '../../src/ispring/shape.js';
import { Told } from '../../src/ispring/told.js';
import { readXml } from '../../src/xml/read-xml.js';
import { writeXml, type XmlNode } from '../../src/xml/write-xml.js';
import { startApplication, type TestApplication } from '../application.js';
import { organization } from './organization.js';

const shapes: Shapes = {
  ...scalars('name', 'dueDate'),
  userIds: ids,
  fields: values,
  inner: object(scalars('type')),
};

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((one) => one.trim() !== '');
const trimmed = text.map((one) => one.trim()).filter((one) => !/[\p{Cc}\ufffe\uffff]/u.test(one));
const said = fc.record(
  {
    name: trimmed,
    dueDate: trimmed,
    userIds: fc.array(trimmed, { maxLength: 5 }),
    fields: fc.dictionary(fc.stringMatching(/^[a-z][a-z_]{0,8}$/), trimmed, { maxKeys: 4 }),
    inner: fc.record({ type: trimmed }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
);

describe('what is said is read alike', () => {
  const nodes = (fields: Readonly<Record<string, unknown>>): XmlNode[] =>
    Object.entries(fields).map(([name, value]) => {
      if (typeof value === 'string') return [name, value];
      if (Array.isArray(value)) return [name, value.map((one): XmlNode => ['id', one])];
      return [name, nodes(value as Readonly<Record<string, unknown>>)];
    });

  test('in XML and in JSON', async () => {
    await fc.assert(
      fc.asyncProperty(said, async (fields) => {
        const told = new Told();
        const fromJson = readJsonFields(JSON.parse(JSON.stringify(fields)), shapes, '', told);
        const root = await readXml(writeXml(['request', nodes(fields)]));
        const fromXml = readXmlFields(root, shapes, '', told);
        expect(told.violations).toEqual([]);
        expect(fromXml).toEqual(fromJson);
        expect(fromJson).toEqual(fields);
      }),
    );
  });

  test('in a form', () => {
    fc.assert(
      fc.property(
        fc.record({ name: trimmed, userIds: fc.array(trimmed, { minLength: 1, maxLength: 5 }) }),
        (fields) => {
          const told = new Told();
          const parts = [
            ['name', fields.name] as const,
            ...fields.userIds.map((id) => ['userIds[]', id] as const),
          ];
          expect(readNamedTexts(parts, shapes, told)).toEqual(fields);
          expect(told.violations).toEqual([]);
        },
      ),
    );
  });

  test('whatever it is, fields are known ones, and what is not is told', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const told = new Told();
        const read = readJsonFields(value, shapes, '', told);
        for (const name of Object.keys(read)) expect(Object.keys(shapes)).toContain(name);
        const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
        if (!isObject) expect(told.violations).toHaveLength(1);
      }),
    );
  });
});

describe('whatever is sent', () => {
  let app: TestApplication;
  beforeAll(async () => {
    app = await startApplication({ organization });
  });
  afterAll(() => app.close());

  const odd = fc.oneof(
    fc.jsonValue().map((value) => JSON.stringify(value)),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(
      '<request/>',
      '<a><b/></a>',
      '<request><rules><and><or/></and></rules><name>x</name></request>',
      '{"rules":{"and":[{"or":[null]}]}}',
    ),
    fc.constantFrom(
      '{"__proto__":{"x":1},"constructor":2}',
      '{"roles":[null,1,{"roleId":{}}],"fields":[1,{"name":1}],"role":{}}',
      '{"profileFields":[null],"pageSize":{},"pageNumber":[]}',
      '{"subordination":"x","coSubordination":[]}',
      '{"participantsAttendance":{"x":1},"status":{},"groupIds":[1],"courseIds":{"id":{}}}',
      '{"contentItemIds":[{}],"contentTypes":[1],"userIds":"x","url":{}}',
    ),
  );

  test('is answered in the vendor’s form, and never as broken', async () => {
    const token = await app.token('owner');
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...bindings),
        odd,
        fc.constantFrom(
          'application/xml',
          'application/json',
          'application/x-www-form-urlencoded',
          'multipart/form-data; boundary=x',
        ),
        fc.constantFrom('x', '%20', '..%2f', 'Course', '9999-9', encodeURIComponent('ключ')),
        fc.constantFrom(
          '',
          '?pageSize=0',
          '?pageToken=AAAA',
          '?courseIds[]=&userIds[x]=1&a[b][c]=d',
          '?pageSize=1&pageSize=2',
        ),
        async ({ method, path }, payload, type, part, query) => {
          const answer = await app.server.inject({
            method,
            url: `/api/v2${path.replaceAll(/:\w+/g, part)}${query}`,
            headers: {
              authorization: token,
              accept: 'application/json',
              ...(method === 'GET' ? {} : { 'content-type': type }),
            },
            ...(method === 'GET' ? {} : { payload: Buffer.from(payload) }),
          });
          expect([method, path, answer.statusCode, answer.payload.slice(0, 300)]).not.toContain(500);
          if (answer.statusCode >= 400 && String(answer.headers['content-type']).includes('json')) {
            expect(JSON.parse(answer.payload)).toEqual({
              code: answer.statusCode,
              message: expect.any(String),
            });
          }
        },
      ),
      { numRuns: 600 },
    );
  }, 120_000);
});
