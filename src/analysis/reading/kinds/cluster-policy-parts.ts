import { Block, Direction, Selection } from '../../model/cluster';
import { Selector } from '../../model/selector';
import { RuleNumber } from '../../model/source';
import { AddressSet } from '../../sets/address-set';
import { Fields, Malformed } from '../fields';
import { readSelector, refuseUnknown } from '../read-selector';

/** Says what is read, but not understood. */
export type Say = (field: string, text: string, inRule?: RuleNumber) => void;

/** Says the same of what lies in a rule. */
export function inRule(say: Say, direction: Direction, index: number): Say {
  return (field, text) => say(field, text, { direction, index });
}

/** The objects of a list, of which the API server takes only so many. */
export function boundedObjects(fields: Fields, key: string, least: number, most: number): Fields[] {
  const found = fields.objects(key);
  return found.length < least || found.length > most ? fields.fail(key, `a list of ${least} to ${most}`) : found;
}

/** The name of a rule. */
export function readRuleName(rule: Fields): string | undefined {
  const name = rule.text('name');
  return (name?.length ?? 0) > 100 ? rule.fail('name', 'at most 100 characters') : name;
}

/** Exactly one of `namespaces` and `pods`. Pods on the network of their node are never meant. */
export function readClusterSelection(fields: Fields, { isNamespaceSelectorRequired }: { isNamespaceSelectorRequired: boolean }): Selection {
  refuseUnknown(fields, ['namespaces', 'pods']);
  const namespaces = readSelector(fields, 'namespaces');
  const pods = fields.object('pods');
  if ((namespaces === undefined) === (pods === undefined)) {
    throw new Malformed(fields.path, 'must have either namespaces or pods');
  }
  if (namespaces) return { namespaces, pods: Selector.EVERYTHING, skipsHostNetwork: true };
  refuseUnknown(pods!, ['namespaceSelector', 'podSelector']);
  if (isNamespaceSelectorRequired && !pods!.has('namespaceSelector')) pods!.fail('namespaceSelector', 'a label selector; {} is every namespace');
  return {
    namespaces: readSelector(pods!, 'namespaceSelector') ?? Selector.EVERYTHING,
    pods: readSelector(pods!, 'podSelector') ?? pods!.fail('podSelector', 'a label selector; {} is every pod'),
    skipsHostNetwork: true,
  };
}

/** The texts of `networks`: up to 25 of them, each once. */
export function networksOf(peer: Fields): { readonly cidr: string; readonly field: string }[] {
  const texts = peer.texts('networks');
  if (texts.length === 0 || texts.length > 25) peer.fail('networks', 'a list of 1 to 25 blocks');
  return texts.map((cidr, index) => {
    const field = `${peer.pathOf('networks')}[${index}]`;
    if (texts.indexOf(cidr) < index) throw new Malformed(field, `is "${cidr}" once more, which the API server refuses`);
    return { cidr, field };
  });
}

/** A network as a block, which cluster traffic is checked against too; `undefined` where it is none. */
export function networkBlock(cidr: string): Block | undefined {
  const addresses = AddressSet.ofBlock(cidr);
  return addresses && { cidr, except: [], addresses, reachesPods: true };
}
