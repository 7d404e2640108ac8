/** Ends the MariaDB of the run. */
export default async function tearDown() {
  await globalThis.matriculaMariaDb?.stop();
}
