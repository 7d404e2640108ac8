/** The folder of the package, from sources as from the built program: both stand one folder below it. */
export const packageRoot = new URL('../', import.meta.url);
