import { Analysis } from '../../analysis/engine/analysis';
import { FindingRule, Found, nameOf, onWorkload } from '../../analysis/findings/finding';
import { WorkloadEnd } from '../../analysis/model/ends';
import { ConnectionSet } from '../../analysis/sets/connection-set';
import { AppConfiguration, configurationOf } from '../app-configuration';
import { collect } from '../collect';
import { address } from '../evidence/kinds/address';
import { hostAndPort } from '../evidence/kinds/host-and-port';
import { missingOf } from '../missing';
import { Suggestion } from '../suggestion';

/** The kinds that are values which a container reads, and hence is going to use. */
const READ_BY_CONTAINERS = [address, hostAndPort];

/** A connection that is certain between two workloads, and that policies close. */
export interface MissingConnection {
  readonly suggestion: Suggestion;
  readonly from: WorkloadEnd;
  readonly to: WorkloadEnd;
  /** Such as `the egress of shop/api and the ingress of data/redis are closed to it`. */
  readonly reason: string;
}

export const missingConnection: FindingRule = {
  id: 'missing-connection',
  severity: 'warning',
  title: 'Policies close a connection that a container needs',
  find: (analysis) => missingConnections(configurationOf(analysis)).map(foundOf),
};

/** What a container reads and policies close. DNS has a finding of its own, and so have ways in. */
export function missingConnections(app: AppConfiguration): readonly MissingConnection[] {
  const { analysis } = app;
  if (analysis.cluster.policies.length === 0) return [];
  const certain = collect(app, READ_BY_CONTAINERS).filter(({ grade }) => grade === 'certain');
  return missingOf(analysis, certain).suggestions.flatMap((suggestion): MissingConnection[] => {
    const { from, to, connections } = suggestion;
    if (from.kind !== 'workload' || to.kind !== 'workload') return [];
    return [{ suggestion, from, to, reason: reasonOf(from, to, connections, analysis) }];
  });
}

function foundOf({ suggestion: { connections, evidence: [{ place }] }, from, to, reason }: MissingConnection): Found {
  return {
    // The field, where it is one of the workload itself.
    ...(place.on === from.workload && { field: place.field }),
    ...onWorkload(from.workload, {
      text: `${place.name} names ${nameOf(to.workload)} (${connections}), but ${reason}.`,
      cure: `Open ${connections} from ${nameOf(from.workload)} to ${nameOf(to.workload)} at both ends; "cdk8s-netpol suggest" writes the policies.`,
    }),
  };
}

function reasonOf(from: WorkloadEnd, to: WorkloadEnd, connections: ConnectionSet, analysis: Analysis): string {
  const [source, destination] = [from, to].map((end) => analysis.classOfEnd(end));
  const closed = [
    ...connections.subtract(analysis.allows('Egress', source, destination)).isEmpty ? [] : [`the egress of ${nameOf(from.workload)}`],
    ...connections.subtract(analysis.allows('Ingress', destination, source)).isEmpty ? [] : [`the ingress of ${nameOf(to.workload)}`],
  ];
  return `${closed.join(' and ')} ${closed.length === 1 ? 'is' : 'are'} closed to it`;
}
