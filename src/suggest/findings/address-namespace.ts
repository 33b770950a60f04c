import { onPlace } from './on-place';
import { FindingRule, Found, nameOf } from '../../analysis/findings/finding';
import { some } from '../../analysis/findings/rule-places';
import { configurationOf } from '../app-configuration';
import { Mention } from '../mentions';
import { NamedService } from '../names/service-names';

export const addressNamespace: FindingRule = {
  id: 'address-namespace',
  severity: 'warning',
  title: 'A container reads the name of a Service of another namespace without that namespace',
  find: (analysis) => {
    const found = configurationOf(analysis).mentions.flatMap((mention): [string, Found][] => {
      const { resolved, setting: { place }, address: { host }, pod: { workload } } = mention;
      const services = resolved.is === 'elsewhere' ? resolved.services.filter((service) => isMeant(mention, service)) : [];
      if (services.length === 0) return [];
      const text = `${place.name} names "${host}" for ${nameOf(workload)}, and there is no Service of that name in ${workload.namespace}; there is ${some(services.map(nameOf))}.`;
      const [{ name, namespace }] = services;
      return [[`${place.object} ${place.field} ${host}`, onPlace(place, { text, cure: `Write the namespace behind the name, such as "${name}.${namespace}"; or give ${workload.namespace} a Service of that name.` })]];
    });
    return [...new Map(found).values()];
  },
};

/** A word is the name of a Service of another namespace where it stands as an address, with a port that the Service has if there is one. */
function isMeant({ address: { form, port }, pairedPort, meaning }: Mention, { ports }: NamedService): boolean {
  const number = port ?? pairedPort;
  if (number !== undefined) return meaning !== 'other' && ports.some((one) => one.port === number);
  return form === 'url' || meaning === 'address';
}
