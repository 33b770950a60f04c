/**
 * Where something that was written is absent from what is stored, or is another value there.
 *
 * Fields that the server adds are no difference. Neither is what it leaves out because it is the same as nothing (`false`, `0`, an empty list), nor a quantity that
 * it writes in another unit, nor the `stringData` of a Secret, which it never shows.
 */
export function changedFields(written: unknown, stored: unknown, path = ''): string[] {
  if ((stored === undefined || stored === null) && (isNothing(written) || path.endsWith('.stringData'))) return [];
  if (Array.isArray(written)) {
    if (!Array.isArray(stored) || stored.length !== written.length) return [difference(path, written, stored)];
    return written.flatMap((item, index) => changedFields(item, stored[index], `${path}[${index}]`));
  }
  if (typeof written !== 'object' || written === null) {
    const isSame = Object.is(written, stored) || (isQuantity(path) && amountOf(written) === amountOf(stored));
    return isSame ? [] : [difference(path, written, stored)];
  }
  if (typeof stored !== 'object' || stored === null) return [difference(path, written, stored)];
  const has = stored as { [field: string]: unknown };
  return Object.entries(written).flatMap(([field, value]) => changedFields(value, has[field], `${path}.${field}`));
}

function isNothing(value: unknown): boolean {
  return value === false || value === 0 || value === '' || (Array.isArray(value) && value.length === 0);
}

function isQuantity(path: string): boolean {
  return /\.(requests|limits|capacity|sizeLimit)\b|\.metrics\b.*\.(averageValue|value)$/.test(path);
}

const UNITS: { readonly [suffix: string]: number } = { '': 1, 'm': 0.001, 'k': 1e3, 'M': 1e6, 'G': 1e9, 'Ki': 2 ** 10, 'Mi': 2 ** 20, 'Gi': 2 ** 30, 'Ti': 2 ** 40 };

function amountOf(quantity: unknown): number | undefined {
  const [, number, suffix] = /^([\d.]+)([A-Za-z]*)$/.exec(String(quantity)) ?? [];
  return suffix in UNITS ? Number(number) * UNITS[suffix] : undefined;
}

function difference(path: string, written: unknown, stored: unknown): string {
  return `${path} was written as ${JSON.stringify(written)}, and is ${JSON.stringify(stored)}`;
}
