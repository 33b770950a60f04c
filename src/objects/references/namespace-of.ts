import { Chart } from 'cdk8s';
import { NamedObject } from './named-object';
import { Resource } from '../../resource/resource';
import { IResource } from '../../resource/resource-reference';

/** The namespace of an object; for one that is only named, that of its chart. `undefined` where only the one who applies it decides. */
export function namespaceOf(object: IResource): string | undefined {
  if (object instanceof Resource) return object._namespace;
  if (object instanceof NamedObject) return Chart.of(object).namespace;
  const told: unknown = (object as { readonly metadata?: { readonly namespace?: unknown } }).metadata?.namespace;
  return typeof told === 'string' ? told : undefined;
}
