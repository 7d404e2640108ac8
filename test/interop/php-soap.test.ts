import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { describeWith, prints } from './installed.js';
import { type Listening, password, runClient, startListening, story } from './listening.js';

const phpSoap = {
  name: 'php-soap',
  debianPackage: 'php-cli and php-soap',
  installed: /^soap$/m.test(prints('php', '-m') ?? ''),
};

describeWith(phpSoap, () => {
  let listening: Listening;
  beforeAll(async () => {
    listening = await startListening();
  });
  afterAll(() => listening?.app.close());
  beforeEach(() => listening.clear());

  const run = (version: string, credentials: object, compressed = false) =>
    runClient(
      'php',
      './php-client.php',
      { wsdl: listening.wsdl, version, credentials, compressed, learners: ['Ελένη', 'anna'] },
      ['-d', 'display_errors=stderr', '-f'],
    );

  test.each(['1.1', '1.2'])(
    'enrolls from nothing but the WSDL and is shown typed faults (SOAP %s)',
    async (version) => {
      expect(await run(version, { token: listening.token })).toMatchObject(story);
      expect(await listening.enrolled()).toHaveLength(1);
    },
  );

  test("its compressed requests are read, and older clients' credentials do as well", async () => {
    const credentials = { accountUrl: 'https://acme.example', email: 'owner', password };
    expect(await run('1.1', credentials, true)).toMatchObject(story);
  });
});
