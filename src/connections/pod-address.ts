import { ApiObject, JsonPatch, Names } from 'cdk8s';
import { GIVE_LABELS, rendered } from './written-pods';
import { labelsPathOf, PodManifest } from '../peers/pod-template';
import { ADDRESS_LABEL } from '../selection/address-label';
import { LabelSelector } from '../selection/label-selector';
import { Input } from '../validation/input';

/** A label that only these pods have, which is put on them unless they have one. */
export function addressOf(object: ApiObject): LabelSelector {
  const input = new Input(object);
  const { manifest, problem } = rendered(object);
  if (!manifest) return input.fail(`"addressLabel" is true, but it cannot be written yet: ${problem} Adopt it when it is complete.`);
  const path = labelsPathOf(manifest) ?? input.fail(`"addressLabel" is true, but its manifest holds no pod template to put the label on. ${GIVE_LABELS}`);
  const known = valueAt(manifest, [...path, ADDRESS_LABEL]);
  const address = typeof known === 'string' ? known : Names.toLabelValue(object);
  if (!known) addLabel(object, manifest, path, address);
  return LabelSelector.of({ labels: { [ADDRESS_LABEL]: address } });
}

function addLabel(object: ApiObject, manifest: PodManifest, path: readonly string[], address: string): void {
  const missing = path.map((_, index) => path.slice(0, index + 1)).filter((part) => valueAt(manifest, part) === undefined);
  object.addJsonPatch(...missing.map((part) => JsonPatch.add(pointer(part), {})), JsonPatch.add(pointer([...path, ADDRESS_LABEL]), address));
}

function valueAt(manifest: unknown, path: readonly string[]): unknown {
  return path.reduce((value, key) => (value as { [key: string]: unknown } | undefined)?.[key], manifest);
}

function pointer(path: readonly string[]): string {
  return path.map((key) => `/${key.replace('/', '~1')}`).join('');
}
