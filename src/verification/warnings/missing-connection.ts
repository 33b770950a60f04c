import { ApiObject } from 'cdk8s';
import { constructOf } from './construct-of';
import { ChartsWarningRule } from './warning-rule';
import { Analysis } from '../../analysis/engine/analysis';
import { GivenManifest } from '../../analysis/model/cluster';
import { WorkloadEnd } from '../../analysis/model/ends';
import { ConnectionSet, PROTOCOLS } from '../../analysis/sets/connection-set';
import { ResourceObject } from '../../resource/resource-object';
import { AppConfiguration } from '../../suggest/app-configuration';
import { declaredPorts } from '../../suggest/declared-ports';
import { missingConnections } from '../../suggest/findings/missing-connection';
import { Synthesis } from '../../synth/run/synthesis';
import { WrittenApp } from '../proof/written-app';

/** Connections that containers need, by what they read, and that nobody declared. */
export const missingConnection: ChartsWarningRule = {
  id: 'missing-connection',
  find: (analysis, { written, synthesis }) => {
    if (analysis.cluster.policies.length === 0) return [];
    const app = new AppConfiguration(analysis, configurationIn(analysis, written, synthesis));
    return missingConnections(app).flatMap(({ suggestion: { connections, evidence: [{ place }] }, from, to, reason }) => {
      const [source, destination] = [from, to].map((end) => written.objectAt(end));
      if (!source || !destination) return [];
      const { namespace, name } = to.workload;
      const call = `${connectableAt(source)}.connections.allowTo(${connectableAt(destination)}${portsOf(to, connections)})`;
      return [{ construct: constructOf(source), text: `${place.name} names ${namespace}/${name} (${connections}), but ${reason}. Say ${call}.` }];
    });
  },
};

/** ConfigMaps and Secrets of the charts that write the objects of the analysis. */
function configurationIn({ cluster }: Analysis, written: WrittenApp, synthesis: Synthesis): readonly GivenManifest[] {
  const charts = new Set(cluster.given.flatMap(({ source }) => written.objectOf(source)?.chart ?? []));
  const objects = synthesis.app.node.findAll().filter((one) => ApiObject.isApiObject(one)).filter(isConfiguration);
  return objects.filter(({ chart }) => charts.has(chart)).flatMap((object): GivenManifest[] => {
    try {
      const manifest: { metadata?: { name?: string; namespace?: string } } = synthesis.render(object);
      const { name = '', namespace = 'default' } = manifest.metadata ?? {};
      return [{ version: 'v1', group: '', kind: object.kind, namespace, name, manifest, source: { file: object.node.path } }];
    } catch {
      return []; // What cannot be written is told when it is to be.
    }
  });
}

function isConfiguration({ apiVersion, kind }: ApiObject): boolean {
  return apiVersion === 'v1' && (kind === 'ConfigMap' || kind === 'Secret');
}

/** What has `connections`, by its path. */
function connectableAt(object: ApiObject): string {
  const { path } = constructOf(object).node;
  return ResourceObject.isResourceObject(object) ? path : `AdoptedPods.of(${path})`;
}

/** Nothing where the ports are those that are opened anyway. */
function portsOf({ workload }: WorkloadEnd, connections: ConnectionSet): string {
  if (declaredPorts(workload) === connections) return '';
  const factories = PROTOCOLS.flatMap((protocol) => connections.portsOf(protocol).ranges.map(({ first }) => `NetworkPolicyPort.${protocol.toLowerCase()}(${first})`));
  return `, { ports: [${factories.join(', ')}] }`;
}
