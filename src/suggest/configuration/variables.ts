import { expanded, expandedByProgram, Variables } from './expansion';
import { GivenObjects } from './given-objects';
import { KeyedValue, keyedValues } from './keyed-object';
import { PodSpec } from './pod-spec';
import { Place, PlacedSetting } from './setting';
import { Tree } from './tree';

/** The variables of a container. */
export interface ContainerVariables {
  /** Those that the manifests set, with the places of their values. */
  readonly settings: readonly PlacedSetting[];
  /** All values that are known, those of Services included. */
  readonly values: Variables;
}

/** The environment of a container as Kubernetes makes it: later variables win, and each may refer to those before it. */
export function variablesOf(container: Tree, pod: PodSpec, objects: GivenObjects, ofServices: Variables): ContainerVariables {
  const own = new Map<string, string>();
  const values: Variables = { get: (name) => own.get(name) ?? ofServices.get(name) };
  const settings = new Map<string, PlacedSetting>();
  const set = (setting: PlacedSetting) => {
    own.set(setting.name, setting.value);
    settings.delete(setting.name);
    settings.set(setting.name, { ...setting, value: expandedByProgram(setting.value, values) });
  };
  for (const source of container.at('envFrom').items) {
    const prefix = source.at('prefix').text ?? '';
    for (const [ref, kind] of [['configMapRef', 'ConfigMap'], ['secretRef', 'Secret']] as const) {
      for (const one of keyedValues(objects, kind, pod.workload.namespace, source.at(ref, 'name').text)) {
        set({ name: `${prefix}${one.key}`, value: one.value, place: placeOfKey(`${prefix}${one.key}`, one, container) });
      }
    }
  }
  for (const variable of container.at('env').items) {
    const name = variable.at('name').text;
    if (name === undefined) continue;
    const given = variable.at('value');
    const value = given.text === undefined ? undefined : expanded(given.text, values);
    if (value !== undefined) set({ name, value, place: placeIn(pod, `${name} of container ${container.at('name').text}`, given) });
    else setReferred(name, variable.at('valueFrom'));
  }
  return { settings: [...settings.values()], values };

  function setReferred(name: string, from: Tree): void {
    for (const [ref, kind] of [['configMapKeyRef', 'ConfigMap'], ['secretKeyRef', 'Secret']] as const) {
      const key = from.at(ref, 'key').text;
      const one = keyedValues(objects, kind, pod.workload.namespace, from.at(ref, 'name').text).find((other) => other.key === key);
      if (one) set({ name, value: one.value, place: placeOfKey(name, one, container) });
    }
    const path = from.at('fieldRef', 'fieldPath').text;
    if (path === 'metadata.namespace') own.set(name, pod.workload.namespace);
  }
}

/** A field of the workload itself. */
export function placeIn({ workload, given }: PodSpec, name: string, { path }: Tree): Place {
  return { name, object: `${given.kind} ${workload.namespace}/${given.name}`, on: workload, field: path, holder: 'field' };
}

/** A key of a ConfigMap or a Secret. */
export function placeOfKey(name: string, { object, on, field, holder }: KeyedValue, container: Tree): Place {
  return { name: `${name} of container ${container.at('name').text}`, object, on, field, holder };
}
