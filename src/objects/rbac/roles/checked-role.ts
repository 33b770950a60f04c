import { Input } from '../../../validation/input';
import { IRole } from '../../references/role';

/** The role of a binding, of one of these kinds. */
export function checkedRole<T extends IRole>(input: Input, role: T, kinds: readonly string[]): T {
  const allowed = kinds.map((kind) => `a ${kind}`).join(' or ');
  input.required('role', role, allowed);
  if (typeof role !== 'object' || typeof role.name !== 'string' || !kinds.includes(role.kind)) input.refuse('role', role, allowed);
  return role;
}
