import { GivenObjects } from './given-objects';
import { KeyedValue, keyedValues } from './keyed-object';
import { PodSpec } from './pod-spec';
import { Tree } from './tree';

/** The files that a container finds where volumes of ConfigMaps and Secrets are mounted. */
export function mountedFiles(container: Tree, { spec, workload }: PodSpec, objects: GivenObjects): readonly KeyedValue[] {
  const volumes = new Map(spec.at('volumes').items.map((volume) => [volume.at('name').text, volume]));
  const files = container.at('volumeMounts').items.flatMap((mount) => {
    const volume = volumes.get(mount.at('name').text);
    return volume === undefined ? [] : filesOf(volume, mount.at('subPath').text, workload.namespace, objects);
  });
  return [...new Set(files)];
}

function filesOf(volume: Tree, subPath: string | undefined, namespace: string, objects: GivenObjects): readonly KeyedValue[] {
  const sources = [
    { tree: volume.at('configMap'), kind: 'ConfigMap', name: volume.at('configMap', 'name').text },
    { tree: volume.at('secret'), kind: 'Secret', name: volume.at('secret', 'secretName').text },
    ...volume.at('projected', 'sources').items.flatMap((source) => [
      { tree: source.at('configMap'), kind: 'ConfigMap', name: source.at('configMap', 'name').text },
      { tree: source.at('secret'), kind: 'Secret', name: source.at('secret', 'name').text },
    ] as const),
  ] as const;
  return sources.flatMap(({ tree, kind, name }) => {
    const items = tree.at('items').items.map((item) => ({ key: item.at('key').text, path: item.at('path').text }));
    return keyedValues(objects, kind, namespace, name).filter(({ key }) => {
      const path = tree.at('items').isGiven ? items.find((item) => item.key === key)?.path : key;
      return path !== undefined && (subPath === undefined || path === subPath || path.startsWith(`${subPath}/`));
    });
  });
}
