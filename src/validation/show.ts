import { Construct, IConstruct } from 'constructs';
import { className } from './class-of';

const LONGEST = 80;

/** The path of a construct. The root of an app has none. */
export function pathOf(construct: IConstruct): string {
  return construct.node.path || 'the app';
}

/** A value as a person reads it in an error: text in quotes, a construct by its path, a class by its name. */
export function show(value: unknown): string {
  if (value === undefined) return 'not given';
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'function') return value.name ? `the function or class ${value.name}` : 'a function';
  if (Construct.isConstruct(value)) return `${value.node.path ? `the construct ${value.node.path}` : pathOf(value)} (${className(value)})`;
  if (typeof value === 'object' && !Array.isArray(value) && value.constructor !== Object && value.constructor !== undefined) {
    return `a ${className(value)}`;
  }
  if (Array.isArray(value)) return shorten(`[${value.slice(0, LONGEST).map((item) => (Array.isArray(item) ? 'a list' : show(item))).join(',')}]`);
  return shorten(asJson(value));
}

function asJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return typeof value === 'object' ? 'an object that contains itself' : String(value);
  }
}

function shorten(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
