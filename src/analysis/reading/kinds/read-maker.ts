import { Described, PossibleMaker } from '../../model/cluster';
import { Source } from '../../model/source';
import { isOfKubernetes } from '../api-versions';
import { Fields } from '../fields';
import { POSSIBLE_MAKERS } from '../pod-makers';

/** How deep containers are looked for in a custom resource. */
const DEEPEST = 8;

/** A custom resource of which somebody may make pods that nothing is known of. */
export function readMaker(fields: Fields, kind: string, home: string, source: Source): PossibleMaker & Described {
  const metadata = fields.object('metadata');
  return { kind, name: metadata?.text('name') ?? '(unnamed)', namespace: metadata?.text('namespace') ?? home, annotations: {}, source };
}

/** Whether somebody may make pods of a custom resource: it is of a kind that is known for it, or lists containers somewhere. */
export function mayMakePods(group: string, kind: string, raw: object): boolean {
  const kinds = Object.hasOwn(POSSIBLE_MAKERS, group) ? POSSIBLE_MAKERS[group] : [];
  if (kinds === 'all' || kinds.includes(kind)) return true;
  return !isOfKubernetes(`${group}/v1`) && listsContainers((raw as { spec?: unknown }).spec, 0);
}

function listsContainers(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return false;
  const containers: unknown = (value as { containers?: unknown }).containers;
  if (Array.isArray(containers) && containers.length > 0) return true;
  return Object.values(value).some((part) => listsContainers(part, depth + 1));
}
