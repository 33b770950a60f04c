import { Described, Namespace } from '../../model/cluster';
import { Source } from '../../model/source';
import { Fields } from '../fields';

/** The label that every namespace carries, whether its manifest says so or not. */
export const NAME_LABEL = 'kubernetes.io/metadata.name';

export function readNamespace(fields: Fields, source: Source): Namespace & Described {
  const metadata = fields.object('metadata') ?? fields.fail('metadata', 'an object');
  const name = metadata.text('name') ?? metadata.fail('name', 'a name');
  return { name, labels: { ...metadata.map('labels'), [NAME_LABEL]: name }, annotations: metadata.map('annotations'), source };
}
