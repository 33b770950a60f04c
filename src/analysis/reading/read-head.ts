import { Fields } from './fields';
import { Described } from '../model/cluster';

/** What objects of a namespace have. */
export interface Head extends Omit<Described, 'source'> {
  readonly namespace: string;
}

/** @param home the namespace of what names none */
export function readHead(manifest: Fields, home: string): Head {
  const metadata = manifest.object('metadata') ?? manifest.fail('metadata', 'an object');
  return {
    name: metadata.text('name') ?? metadata.text('generateName') ?? metadata.fail('name', 'a name'),
    namespace: metadata.text('namespace') ?? home,
    annotations: metadata.map('annotations'),
  };
}
