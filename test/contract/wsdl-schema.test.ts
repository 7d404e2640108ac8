import { describe, expect, test } from '@jest/globals';
import { wsdlSchema } from './wsdl-schema.js';

const target = 'https://ispringlearn.com/go/services/api/soap';

describe('the schema as a validator sees it', () => {
  const schema = wsdlSchema();
  const soap11 = 'http://schemas.xmlsoap.org/soap/envelope/';
  const soap12 = 'http://www.w3.org/2003/05/soap-envelope';
  const rows = '<enrollmentId>e</enrollmentId><courseId>c</courseId><learnerId>l</learnerId>';
  const enroll = (fields: string) =>
    `<EnrollLearnersInCoursesRequest xmlns="${target}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
      <courseIds><id>c</id></courseIds><learnerIds><id>l</id><id>m</id></learnerIds>${fields}
    </EnrollLearnersInCoursesRequest>`;

  test('elements below the root are qualified', () => {
    expect(
      schema.validate(`<SuccessResult xmlns="${target}"><success>true</success></SuccessResult>`),
    ).toEqual([]);
    const unqualified = `<t:SuccessResult xmlns:t="${target}"><success>true</success></t:SuccessResult>`;
    expect(schema.validate(unqualified)).not.toEqual([]);
  });

  test.each([
    [
      'unlimited, with the fields of other policies sent empty',
      `<accessDate>2026-12-01 09:00:00</accessDate>
      <dueDateType>unlimited</dueDateType><dueDate/>`,
    ],
    ['a due date', '<dueDateType>due_date</dueDateType><dueDate>2026-12-31</dueDate>'],
    ['a due period', '<dueDateType>due_period</dueDateType><duePeriod>720</duePeriod>'],
  ])('an enrollment request passes with %s', (_, fields) => {
    expect(schema.validate(enroll(fields))).toEqual([]);
  });

  test.each([
    ['no due date policy', ''],
    ['an unknown due date policy', '<dueDateType>never</dueDateType>'],
    ['an unknown field', '<dueDateType>unlimited</dueDateType><colour>red</colour>'],
    ['a due period in words', '<dueDateType>due_period</dueDateType><duePeriod>a month</duePeriod>'],
  ])('an enrollment request with %s does not pass', (_, fields) => {
    expect(schema.validate(enroll(fields))).not.toEqual([]);
  });

  test('the two ways of writing an enrollment are told apart: true or false alone, 1 or 0 in lists', () => {
    const end = (lock: string) =>
      `${rows}<accessDate>2026-12-01</accessDate><shouldLockAfterDueDate>${lock}</shouldLockAfterDueDate>` +
      '<enrollmentTypeGroup>0</enrollmentTypeGroup>';
    const reply = (element: string, lock: string) =>
      `<${element} xmlns="${target}"><enrollment>${end(lock)}</enrollment></${element}>`;
    expect(schema.validate(reply('GetEnrollmentResult', 'false'))).toEqual([]);
    expect(schema.validate(reply('GetEnrollmentsResult', '0'))).toEqual([]);
    expect(schema.validate(reply('ListEnrollmentsResult', '1'))).toEqual([]);
    expect(schema.validate(reply('ListEnrollmentsResult', 'true'))).not.toEqual([]);
  });

  test('empty lists are replies too', () => {
    expect(schema.validate(`<GetEnrollmentsResult xmlns="${target}"/>`)).toEqual([]);
    expect(schema.validate(`<ListEnrollmentsResult xmlns="${target}"/>`)).toEqual([]);
  });

  test('what is no global element of the contract, or no XML, is an error that says so', () => {
    expect(schema.validate(`<Nonsense xmlns="${target}"/>`).join()).toContain('Nonsense');
    expect(schema.validate('<SuccessResult><success>true</success></SuccessResult>')).not.toEqual([]);
    expect(schema.validate('<a><b></a>').join()).toContain('line 1');
  });

  test.each([soap11, soap12])('of a whole message, the child of the Body is judged (%s)', (envelope) => {
    const message = (child: string) =>
      `<s:Envelope xmlns:s="${envelope}" xmlns:n="${target}"><s:Body>${child}</s:Body></s:Envelope>`;
    expect(
      schema.validateMessage(message('<n:successResult><n:success>true</n:success></n:successResult>')),
    ).toEqual([]);
    expect(schema.validateMessage(message('<n:successResult/>'))).not.toEqual([]);
    expect(schema.validateMessage(message(''))).not.toEqual([]);
  });

  test.each([
    ['SOAP 1.1', soap11, 'detail'],
    ['SOAP 1.2', soap12, 's:Detail'],
  ])('of a fault in %s, the child of its detail is judged', (_, envelope, detail) => {
    const message = (child: string) =>
      `<s:Envelope xmlns:s="${envelope}"><s:Body><s:Fault><${detail}>${child}</${detail}></s:Fault></s:Body></s:Envelope>`;
    const fault = (inner: string) =>
      `<EnrollmentFault xmlns="${target}"><code>invalid</code>${inner}</EnrollmentFault>`;
    const violation =
      '<violation><path>/dueDate</path><rule>required</rule><message>Say when.</message></violation>';
    const whole = `<message>No.</message><violations>${violation}</violations><requestId>r</requestId>`;
    expect(schema.validateMessage(message(fault(whole)))).toEqual([]);
    expect(schema.validateMessage(message(fault('<message>No.</message>')))).toEqual([]);
    expect(schema.validateMessage(message(fault('')))).not.toEqual([]);
    expect(schema.validateMessage(message(''))).not.toEqual([]);
  });
});
