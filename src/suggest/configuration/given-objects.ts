import { Tree } from './tree';
import { GivenManifest } from '../../analysis/model/cluster';
import { Source } from '../../analysis/model/source';

/** An object as it was given, looked at leniently. */
export interface GivenObject extends GivenManifest {
  readonly tree: Tree;
}

/** The objects of the manifests by what they are. */
export class GivenObjects {
  private readonly byKind = new Map<string, GivenObject[]>();
  private readonly byName = new Map<string, GivenObject>();
  private readonly bySource = new Map<Source, GivenObject>();

  constructor(manifests: readonly GivenManifest[]) {
    for (const one of manifests) {
      const given: GivenObject = { ...one, tree: new Tree(one.manifest) };
      const kind = kindOf(one.group, one.kind);
      const alike = this.byKind.get(kind);
      if (alike) alike.push(given);
      else this.byKind.set(kind, [given]);
      this.byName.set(`${kind} ${one.namespace}/${one.name}`, given);
      this.bySource.set(one.source, given);
    }
  }

  /** All of a kind; the group of the core of Kubernetes is empty. */
  public of(group: string, kind: string): readonly GivenObject[] {
    return this.byKind.get(kindOf(group, kind)) ?? [];
  }

  public find(group: string, kind: string, namespace: string, name: string): GivenObject | undefined {
    return this.byName.get(`${kindOf(group, kind)} ${namespace}/${name}`);
  }

  /** The one that a part of the analysis was read from. */
  public readFrom(source: Source): GivenObject | undefined {
    return this.bySource.get(source);
  }
}

function kindOf(group: string, kind: string): string {
  return `${group} ${kind}`;
}
