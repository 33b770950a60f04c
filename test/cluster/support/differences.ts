/** Where something that was written is absent from what is stored, or is another value there. Fields that the server adds are none. */
export function changedFields(written: unknown, stored: unknown, path = ''): string[] {
  if (Array.isArray(written)) {
    if (!Array.isArray(stored) || stored.length !== written.length) return [difference(path, written, stored)];
    return written.flatMap((item, index) => changedFields(item, stored[index], `${path}[${index}]`));
  }
  if (typeof written !== 'object' || written === null) return Object.is(written, stored) ? [] : [difference(path, written, stored)];
  if (typeof stored !== 'object' || stored === null) return [difference(path, written, stored)];
  const has = stored as { [field: string]: unknown };
  return Object.entries(written).flatMap(([field, value]) => changedFields(value, has[field], path === '' ? field : `${path}.${field}`));
}

function difference(path: string, written: unknown, stored: unknown): string {
  return `${path} was written as ${JSON.stringify(written)}, and is ${JSON.stringify(stored)}`;
}
