import { endOf } from '../../../analysis/model/ends';
import { AddressSet } from '../../../analysis/sets/address-set';
import { ConnectionSet } from '../../../analysis/sets/connection-set';
import { Mention } from '../../mentions';
import { portOfScheme, protocolOfScheme } from '../../names/scheme-ports';
import { Clue, SuggestedEnd } from '../../suggestion';
import { EvidenceKind } from '../evidence-kind';

/** What a document has a URL for that nobody connects to. */
const NAMES_OF_FORMATS = /(^|\.)(w3\.org|json-schema\.org|json\.schemastore\.org|xmlsoap\.org)$/;

export const outside: EvidenceKind = {
  id: 'outside',
  title: 'A container reads a host outside of the cluster',
  looksUpNames: true,
  find: ({ mentions }) => mentions.flatMap((mention): Clue[] => {
    const to = mayBeShown(mention) ? endOutside(mention) : undefined;
    if (!to) return [];
    const { pod, setting, address: { host } } = mention;
    const port = portOf(mention);
    return [{
      from: endOf(pod.workload),
      to,
      grade: 'likely',
      connections: connectionsOf(mention),
      evidence: { place: setting.place, host, ...(port !== undefined && { port }) },
    }];
  }),
};

function endOutside({ resolved }: Mention): SuggestedEnd | undefined {
  switch (resolved.is) {
    case 'outside': return NAMES_OF_FORMATS.test(resolved.host) ? undefined : hostNamed(resolved.host);
    case 'service': return resolved.service.externalName === undefined ? undefined : hostNamed(resolved.service.externalName);
    case 'address': return { kind: 'addresses', addresses: AddressSet.ofAddress(resolved.address) };
    case 'absent': {
      const name = `${resolved.namespace}/${resolved.name}`;
      return { kind: 'named', what: 'service', name, advice: 'The manifests do not hold this Service: give a peer of its pods.' };
    }
    default: return undefined;
  }
}

function hostNamed(name: string): SuggestedEnd {
  return { kind: 'named', what: 'host', name, advice: 'Policies know addresses, not names: give its blocks, or the internet on this port.' };
}

/** Nothing is shown of a value unless it is beyond doubt that it is a host: what nobody knows could be a part of a password. */
function mayBeShown({ address, meaning, setting: { place }, resolved }: Mention): boolean {
  if (resolved.is === 'service') return true;
  if (!address.isPlain) return false;
  if (address.form === 'url' || meaning === 'address') return true;
  return address.form === 'host-port' && place.holder !== 'secret' && place.holder !== 'argument';
}

function portOf({ address: { port, scheme }, pairedPort }: Mention): number | undefined {
  return port ?? pairedPort ?? (scheme === undefined ? undefined : portOfScheme(scheme));
}

/** All ports of TCP where none is known. */
function connectionsOf(mention: Mention): ConnectionSet {
  const port = portOf(mention);
  const protocol = protocolOfScheme(mention.address.scheme ?? '') ?? 'TCP';
  return port === undefined ? ConnectionSet.ALL : ConnectionSet.ofPort(protocol, port);
}
