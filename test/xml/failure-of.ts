import { XmlFailure } from '../../src/xml/xml-failure.js';

/** The failure with which a reading ends; anything else that comes of it fails the test. */
export async function failureOf(reading: Promise<unknown>): Promise<XmlFailure> {
  try {
    await reading;
  } catch (error) {
    if (error instanceof XmlFailure) return error;
    throw error;
  }
  throw new Error('the document was accepted');
}
