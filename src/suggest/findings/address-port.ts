import { onPlace } from './on-place';
import { FindingRule, Found, nameOf } from '../../analysis/findings/finding';
import { some } from '../../analysis/findings/rule-places';
import { configurationOf } from '../app-configuration';
import { saysItIsAnAddress, serviceMentions } from '../evidence/service-clues';

export const addressPort: FindingRule = {
  id: 'address-port',
  severity: 'warning',
  title: 'A container reads the address of a Service with a port that it does not have',
  find: (analysis) => onceEach(serviceMentions(configurationOf(analysis)).flatMap(({ mention, service, chosen }): Found[] => {
    const isSure = mention.address.form === 'url' || mention.meaning === 'address';
    if (chosen.is !== 'missing' || !isSure || !saysItIsAnAddress(mention)) return [];
    const ports = service.ports.map(({ port, protocol }) => `${protocol} ${port}`);
    const { place } = mention.setting;
    return [onPlace(place, {
      text: `${place.name}, which ${nameOf(mention.pod.workload)} reads, names port ${chosen.port} of Service ${nameOf(service)}, which has ${ports.length === 0 ? 'none' : some(ports)}.`,
      cure: 'Name a port that the Service has, or add the port to the Service.',
    })];
  })),
};

/** A value that several containers read is found once. */
function onceEach(found: readonly Found[]): readonly Found[] {
  return [...new Map(found.map((one) => [`${one.object} ${one.field}`, one])).values()];
}
