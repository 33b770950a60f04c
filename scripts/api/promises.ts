import { Assembly } from '@jsii/spec';

type Fields = { readonly [name: string]: unknown };

/** What an API promises: no words, no places, and each member on a line, so that a person sees what changed. */
export function promisesOf({ schema, name, version, dependencies, types }: Assembly): string {
  return `${linePerMember({ schema, name, version, dependencies, types: promised(types) })}\n`;
}

function promised(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(promised);
  if (!isFields(value)) return value;
  const { docs, locationInModule: _place, symbolId: _symbol, ...rest } = value;
  const { stability, deprecated } = isFields(docs) ? docs : {};
  const told = { ...stability !== 'stable' && { stability }, deprecated };
  const isTold = Object.values(told).some((one) => one !== undefined);
  return Object.fromEntries(Object.entries({ ...rest, ...isTold && { docs: told } }).map(([key, one]) => [key, promised(one)]));
}

function linePerMember(value: unknown, depth = 0): string {
  if (value === null || typeof value !== 'object' || depth === 4) return JSON.stringify(value);
  const list = Array.isArray(value);
  const parts = list ? value.map((one) => linePerMember(one, depth + 1))
    : Object.entries(value).filter(([, one]) => one !== undefined).sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, one]) => `${JSON.stringify(key)}: ${linePerMember(one, depth + 1)}`);
  const indent = '  '.repeat(depth);
  const [open, close] = list ? '[]' : '{}';
  return parts.length === 0 ? open + close : `${open}\n${parts.map((part) => `${indent}  ${part}`).join(',\n')}\n${indent}${close}`;
}

function isFields(value: unknown): value is Fields {
  return value !== null && typeof value === 'object';
}
