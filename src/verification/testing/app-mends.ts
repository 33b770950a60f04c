import { ApiObject } from 'cdk8s';
import { Analysis } from '../../analysis/engine/analysis';
import { AskedEnd, SourceEnd } from '../../analysis/model/ends';
import { Source } from '../../analysis/model/source';
import { EndExplanation, Explanation } from '../../analysis/questions/explanation/explanation';
import { PROTOCOLS } from '../../analysis/sets/connection-set';
import { peerOfFront } from '../proof/front-peer';
import { isOwn } from '../proof/writer';

/** What to write in an app, where an explanation speaks of YAML: beside policies that this library wrote, a call opens what is closed. */
export class AppMends {
  /** @param objects the objects that manifests were read from */
  constructor(private readonly objects: ReadonlyMap<Source, ApiObject>) {}

  /** The same explanation, with a call as the mend of each end that this library closed, and nobody else. */
  public inCode(explanation: Explanation, from: SourceEnd, to: AskedEnd, analysis: Analysis): Explanation {
    const { egress, ingress } = explanation;
    const call = this.callFor(explanation, from, to, analysis);
    if (call === undefined) return explanation;
    return { ...explanation, egress: egress && this.mended(egress, call), ingress: ingress && this.mended(ingress, call) };
  }

  private mended(end: EndExplanation, call: string): EndExplanation {
    const isClosedHere = end.policies.every(({ source }) => {
      const object = this.objects.get(source);
      return object !== undefined && isOwn(object);
    });
    return end.mend !== undefined && isClosedHere ? { ...end, mend: call } : end;
  }

  private callFor({ protocol, port, ways }: Explanation, from: SourceEnd, to: AskedEnd, { names }: Analysis): string | undefined {
    const [source, destination] = [from.kind === 'ingress-controller' ? undefined : this.constructOf(from), this.constructOf(to)];
    const declares = to.kind === 'workload' && to.workload.ports.some((one) => one.port === port && one.protocol === protocol);
    const factory = protocol === undefined ? undefined : `NetworkPolicyPort.${PROTOCOLS.find((one) => one === protocol)!.toLowerCase()}(${port})`;
    const options = declares || factory === undefined ? '' : `, { ports: [${factory}] }`;
    if (source !== undefined) return `Call connections.allowTo(${destination ?? blockOf(to, names.textOf(to))}${options}) of ${source}.`;
    if (destination === undefined) return undefined;
    const peers = from.kind === 'ingress-controller' ? (ways ?? []).flatMap(({ fronts }) => fronts.map(peerOfFront)) : [blockOf(from, names.textOf(from))];
    return [...new Set(peers)].map((peer) => `Call connections.allowFrom(${peer}${options}) of ${destination}.`).join(' Or: ');
  }

  /** The path of the construct of this library that makes the pods. */
  private constructOf(end: AskedEnd): string | undefined {
    const object = end.kind === 'workload' ? this.objects.get(end.workload.source) : undefined;
    return object && isOwn(object) ? object.node.scope!.node.path : undefined;
  }
}

function blockOf(end: AskedEnd, text: string): string {
  if (end.kind === 'workload') return `the pods of ${text}`;
  if (text === 'internet') return 'WellKnownPeer.internet()';
  const family = end.addresses.first!.family.toLowerCase();
  return `NetworkPolicyIpBlock.${family}('${end.addresses.isSingle ? `${text}/${family === 'ipv4' ? 32 : 128}` : text}')`;
}
