import { endOf } from '../../../analysis/model/ends';
import { AddressSet } from '../../../analysis/sets/address-set';
import { placeOf } from '../../app-configuration';
import { GivenObject } from '../../configuration/given-objects';
import { connectionsAt } from '../../names/chosen-ports';
import { Clue, SuggestedEnd } from '../../suggestion';
import { EvidenceKind } from '../evidence-kind';

export const publicService: EvidenceKind = {
  id: 'public-service',
  title: 'A Service of type LoadBalancer or NodePort leads in from outside',
  find: (app) => app.objects.of('', 'Service').flatMap((given): readonly Clue[] => {
    const service = app.names.find(given.namespace, given.name);
    const type = given.tree.at('spec', 'type');
    if (!service || !['LoadBalancer', 'NodePort'].includes(service.type)) return [];
    const sources = sourcesOf(given);
    return app.behind(service).flatMap((workload) => service.ports.flatMap((port): Clue[] => {
      const connections = connectionsAt(port, service, workload);
      const evidence = { place: placeOf(given, type), host: service.name, port: port.port };
      return connections.isEmpty ? [] : sources.map((from): Clue => ({ from, to: endOf(workload), connections, grade: 'certain', evidence }));
    }));
  }),
};

/**
 * The ranges that are told, or every address: with `externalTrafficPolicy: Cluster`, which is usual, connections come from the addresses of nodes, whoever
 * made them.
 */
function sourcesOf({ tree }: GivenObject): readonly SuggestedEnd[] {
  const ranges = tree.at('spec', 'loadBalancerSourceRanges').texts.map((block) => AddressSet.ofBlock(block));
  const isLocal = tree.at('spec', 'externalTrafficPolicy').text === 'Local';
  const given = isLocal && ranges.length > 0 && ranges.every((range) => range !== undefined) ? ranges : undefined;
  const addresses = given?.reduce((all, range) => all.union(range), AddressSet.NONE) ?? AddressSet.ALL.ofFamily('IPv4');
  return addresses.ranges.map((range) => ({ kind: 'addresses', addresses: AddressSet.of([range]) }));
}
