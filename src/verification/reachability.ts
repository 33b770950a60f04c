import { ApiObject, App, Chart, Yaml } from 'cdk8s';
import { IConstruct } from 'constructs';
import { manifestsOfApp, manifestsOfChart, manifestsOfCluster } from './manifests-of-app';
import { Analysis, analyze } from '../analysis/analysis';
import { connectivity, textOf } from '../analysis/connectivity';
import { differenceOf } from '../analysis/difference';
import { explain } from '../analysis/explain';
import { EndExplanation } from '../analysis/explanation';
import { Finding } from '../analysis/findings/finding';
import { findings } from '../analysis/findings/registry';
import { PROTOCOLS } from '../analysis/sets/connection-set';
import { Source, SourcedManifest } from '../analysis/source';
import { Input } from '../input/input';
import { Cluster } from '../network/cluster';
import { NetworkProtocol } from '../network/network-policy-port';
import { listingOf } from '../reporting/list/listing';
import { listReporters } from '../reporting/list/reporters';

/** One connection that is asked about. */
export interface ReachabilityQuery {
  /** The source: `namespace/name` of a workload, as `Reachability.nameOf` gives it, or an IP address. */
  readonly from: string;

  /** The destination: `namespace/name` of a workload, or an IP address. A workload and itself are two of its pods. */
  readonly to: string;

  /** The port of the destination's pods. 1 to 65535. */
  readonly port: number;

  /**
   * The protocol.
   *
   * @default NetworkProtocol.TCP
   */
  readonly protocol?: NetworkProtocol;
}

/** All that is open from one end to another. */
export interface ReachabilityConnection {
  /** The source, such as `shop/web[Deployment]` or `10.0.0.0-10.255.255.255[External]`. */
  readonly source: string;

  /** The destination. */
  readonly destination: string;

  /** What is open, such as `TCP 80,443-445,UDP 53` or `All Connections`. */
  readonly connections: string;
}

/** Why a connection is open or closed. */
export interface ReachabilityExplanation {
  /** Whether it is open. */
  readonly open: boolean;

  /**
   * What the source's policies say.
   *
   * @default - nothing: the source is an address
   */
  readonly egress?: string;

  /**
   * What the destination's policies say.
   *
   * @default - nothing: the destination is an address
   */
  readonly ingress?: string;

  /** The smallest changes that would open it; none where it is open. */
  readonly mends: string[];
}

/** A pair whose connections are not the same in two sets of manifests. */
export interface ReachabilityDifference {
  /** `added`, `removed` or `changed`. */
  readonly type: string;

  /** The source, such as `shop/web[Deployment]`. */
  readonly source: string;

  /** The destination. */
  readonly destination: string;

  /** What was open before, such as `TCP 80` or `No Connections`. */
  readonly before: string;

  /** What is open now. */
  readonly after: string;
}

/** Something of the manifests that a person should know. */
export interface ReachabilityFinding {
  /** The id of the rule that found it, such as `no-dns`. */
  readonly id: string;

  /** `error`: hardly ever what was meant; `warning`: often not; `note`: worth a look. */
  readonly severity: string;

  /** What the rule looks for, in a few words. */
  readonly title: string;

  /** What is wrong here. */
  readonly text: string;

  /** What to write instead. */
  readonly cure: string;

  /** The object, such as `NetworkPolicy shop/web`. */
  readonly object: string;

  /**
   * The field, such as `spec.ingress[0].from[1]`.
   *
   * @default - the object as a whole
   */
  readonly field?: string;

  /** The page of the documentation that explains it, such as `docs/findings/no-dns.md`. */
  readonly page: string;

  /**
   * Where the object comes from: the path of a construct, or a file and its document.
   *
   * @default - not known
   */
  readonly place?: string;

  /**
   * The reason for which the object says that it is as it should be.
   *
   * @default - it says none
   */
  readonly acknowledged?: string;
}

/**
 * Who may talk to whom, by what the manifests of an app, a chart or some files say.
 *
 * It reads what is written, so it sees patches, included YAML and policies of other libraries as well.
 *
 * @example
 * const reachability = Reachability.ofApp(app);
 * reachability.isOpen({ from: 'shop/web', to: 'data/redis', port: 6379 });
 */
export class Reachability {
  /**
   * By the manifests that the app writes, all charts together.
   *
   * @throws when charts write an object twice and not alike, or are told to be for different clusters: then ask `ofCluster` or `ofChart`
   */
  public static ofApp(app: App): Reachability {
    new Input('Reachability.ofApp').instance('app', app, App, 'an App of cdk8s');
    return new Reachability(manifestsOfApp(app));
  }

  /** By the manifests that the charts of a cluster write, and nothing of other charts. */
  public static ofCluster(cluster: Cluster): Reachability {
    const input = new Input('Reachability.ofCluster');
    input.instance('cluster', input.required('cluster', cluster, 'a Cluster'), Cluster, 'a Cluster');
    return new Reachability(manifestsOfCluster(cluster));
  }

  /** By the manifests that the chart writes, and nothing of other charts. */
  public static ofChart(chart: Chart): Reachability {
    const input = new Input('Reachability.ofChart');
    if (!Chart.isChart(input.required('chart', chart, 'a Chart of cdk8s'))) input.refuse('chart', chart, 'a Chart of cdk8s');
    return new Reachability(manifestsOfChart(chart));
  }

  /**
   * By the manifests of YAML files.
   *
   * @param files paths of files
   * @throws when a file cannot be read
   */
  public static ofFiles(files: string[]): Reachability {
    const input = new Input('Reachability.ofFiles');
    input.texts('files', input.required('files', files, 'a list of paths'));
    return new Reachability(files.flatMap((file) => Yaml.load(file).map((manifest, index) => ({ manifest, source: { file, document: index + 1 } }))));
  }

  /** The name by which an object is asked for: `namespace/name`. */
  public static nameOf(construct: IConstruct): string {
    const { metadata }: { metadata: { name: string; namespace?: string } } = ApiObject.of(construct).toJson();
    return `${metadata.namespace ?? 'default'}/${metadata.name}`;
  }


  /** @internal */
  public readonly _analysis: Analysis;

  private constructor(manifests: SourcedManifest[]) {
    this._analysis = analyze(manifests);
  }

  /** What of the manifests could not be used, and is therefore left out: one line each. */
  public get problems(): string[] {
    return this._analysis.problems.map(({ source, object, field, text }) => (
      [placeOf(source), object, `${field === undefined ? '' : `"${field}" `}${text}`].filter((part) => part !== undefined && part !== '').join(': ')
    ));
  }

  /**
   * Whether a connection is open.
   *
   * @throws when the manifests hold no such workload
   */
  public isOpen(query: ReachabilityQuery): boolean {
    const { from, to, protocol, port } = checked(query);
    return this._analysis.reaches(from, to, protocol, port);
  }

  /**
   * All that is open from one end to another, such as `TCP 80,443-445,UDP 53`, `All Connections` or `No Connections`.
   *
   * @param from `namespace/name` of a workload or an IP address
   * @param to the same of the destination
   * @throws when the manifests hold no such workload
   */
  public between(from: string, to: string): string {
    return this._analysis.connections(from, to).toString();
  }

  /** Every pair with an open connection, in the order of their names. A workload with itself is left out. */
  public connections(): ReachabilityConnection[] {
    return connectivity(this._analysis).map(({ source, destination, connections }) => (
      { source: textOf(source), destination: textOf(destination), connections: connections.toString() }
    ));
  }

  /**
   * Every pair with an open connection, and what workloads are exposed to beyond the manifests, one line each: a text to keep beside a test and to
   * read in reviews, because it changes only where connectivity does.
   */
  public table(): string {
    return listReporters.text('txt', listingOf(this._analysis, { by: 'workload', exposure: true }));
  }

  /**
   * Why a connection is open or closed: the policies and the rule that decided, or that came nearest, and what would open it.
   *
   * @throws when the manifests hold no such workload
   */
  public explain(query: ReachabilityQuery): ReachabilityExplanation {
    const { from, to, protocol, port } = checked(query);
    const [{ open, egress, ingress }] = explain(this._analysis, from, to, protocol, port);
    return {
      open,
      ...(egress && { egress: sentence(egress) }),
      ...(ingress && { ingress: sentence(ingress) }),
      mends: [egress, ingress].flatMap((end) => end?.mend ?? []),
    };
  }

  /**
   * What a person should know about the manifests, the worst first, and what the objects acknowledge last.
   *
   * @see https://github.com/cdk8s-netpol/cdk8s-netpol/blob/main/docs/findings/README.md
   */
  public findings(): ReachabilityFinding[] {
    const { findings: open, acknowledged } = findings(this._analysis);
    return [...open, ...acknowledged].map(findingOf);
  }

  /** What has been opened and closed since: each pair whose connections are not the same. */
  public differencesTo(before: Reachability): ReachabilityDifference[] {
    return differenceOf(before._analysis, this._analysis).map(({ type, source, destination, before: was, after }) => (
      { type, source, destination, before: was.toString(), after: after.toString() }
    ));
  }
}

function checked(query: ReachabilityQuery): { from: string; to: string; protocol: 'SCTP' | 'TCP' | 'UDP'; port: number } {
  const input = new Input('Reachability');
  const given = input.struct('query', input.required('query', query, 'an object with from, to and port'), ['from', 'to', 'port', 'protocol']);
  const named = '"namespace/name" of a workload, or an IP address';
  input.oneOf('protocol', given.protocol, NetworkProtocol);
  return {
    from: input.text('from', input.required('from', given.from, named), named),
    to: input.text('to', input.required('to', given.to, named), named),
    port: input.port('port', input.required('port', given.port, 'a port from 1 to 65535')),
    protocol: PROTOCOLS.find((one) => one === given.protocol) ?? 'TCP',
  };
}

function sentence({ text, nearMiss }: EndExplanation): string {
  return nearMiss ? `${text} The nearest is ${nearMiss.rule.direction} rule #${nearMiss.rule.number} of ${nearMiss.rule.policy.name}: ${nearMiss.text}.` : text;
}

function findingOf({ rule, source, ...said }: Finding): ReachabilityFinding {
  const place = placeOf(source);
  return { id: rule, ...said, ...(place !== undefined && { place }) };
}

function placeOf({ file, document }: Source): string | undefined {
  return file === undefined ? undefined : `${file}${document === undefined ? '' : `, document ${document}`}`;
}
