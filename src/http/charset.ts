const parameters = /;\s*([\w-]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^";\s]*)/g;

/** The parameter `charset` of a content type; what other parameters, such as `action`, hold in their quotes does not count. */
export function charsetOf(contentType: string): string | undefined {
  const found = [...contentType.matchAll(parameters)].find(([, name]) => name?.toLowerCase() === 'charset');
  return found?.[2]?.replaceAll('"', '');
}
