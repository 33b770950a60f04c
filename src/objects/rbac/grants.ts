import { Construct } from 'constructs';
import { Role } from './roles/role';
import { addressOf } from './subjects/subjects';
import { IRoleBinding } from '../../resource/permissions';
import { Resource } from '../../resource/resource';
import { IResource } from '../../resource/resource-reference';
import { ISubject } from '../../resource/subject';
import { Input } from '../../validation/input';
import { namespaceOf } from '../references/namespace-of';

/** A role for one object, made below it, and bound to the subjects. Further verbs for the same subjects are added to the same role. */
export function grant(resource: IResource, verbs: readonly string[], subjects: readonly ISubject[]): IRoleBinding {
  const input = new Input(resource);
  if (resource instanceof Resource && !resource._isNamespaced) {
    input.fail(`a ${resource.kind} lies in no namespace, so that a Role opens nothing there. Make a ClusterRole, and call allowRead or allowReadWrite of it.`);
  }
  const id = `Role${addressOf(input, subjects)}`;
  const known = resource.node.tryFindChild(id) as Role | undefined;
  const role = known ?? new Role(resource as unknown as Construct, id, { metadata: { namespace: namespaceOf(resource) } });
  if (!role.rules.some((rule) => rule.verbs.join() === verbs.join())) role.allow([...verbs], resource);
  return role.bind(...subjects);
}
