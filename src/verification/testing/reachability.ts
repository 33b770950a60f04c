import { App, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { AppMends } from './app-mends';
import { manifestsOfApp, manifestsOfChart, manifestsOfCluster, WrittenManifest } from './manifests-of-app';
import { nameOfPods } from './pod-names';
import { Analysis, analyze } from '../../analysis/engine/analysis';
import { Finding } from '../../analysis/findings/finding';
import { findings } from '../../analysis/findings/registry';
import { textOf } from '../../analysis/model/ends';
import { Problem, Source, SourcedManifest } from '../../analysis/model/source';
import { connectivity } from '../../analysis/questions/connectivity';
import { differenceOf } from '../../analysis/questions/difference';
import { explain } from '../../analysis/questions/explanation/explain';
import { EndExplanation } from '../../analysis/questions/explanation/explanation';
import { ConnectionSet, PROTOCOLS } from '../../analysis/sets/connection-set';
import { Cluster } from '../../app/cluster';
import { readManifests } from '../../manifests/read-manifests';
import { pageProgram } from '../../package/page-program';
import { NetworkProtocol } from '../../peers/network-policy-port';
import { explanationText } from '../../reporting/explain/txt';
import { listingOf } from '../../reporting/list/listing';
import { listTxt } from '../../reporting/list/txt';
import { notesOf, notesOfList } from '../../reporting/notes';
import { pageHtml } from '../../reporting/page/html';
import { pageDataOf } from '../../reporting/page/page-data';
import { placeText, problemText } from '../../reporting/place';
import { PLAIN } from '../../reporting/style';
import { Input } from '../../validation/input';
import { writerOf } from '../proof/writer';

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

  /** All of it as the command `explain` prints it, in a few lines. */
  readonly text: string;
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
   * Where the object comes from: the path of a construct, or a file and the line in it.
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
    return Reachability.ofObjects(manifestsOfApp(app));
  }

  /** By the manifests that the charts of a cluster write, and nothing of other charts. */
  public static ofCluster(cluster: Cluster): Reachability {
    const input = new Input('Reachability.ofCluster');
    input.instance('cluster', input.required('cluster', cluster, 'a Cluster'), Cluster, 'a Cluster');
    return Reachability.ofObjects(manifestsOfCluster(cluster));
  }

  /** By the manifests that the chart writes, and nothing of other charts. */
  public static ofChart(chart: Chart): Reachability {
    const input = new Input('Reachability.ofChart');
    if (!Chart.isChart(input.required('chart', chart, 'a Chart of cdk8s'))) input.refuse('chart', chart, 'a Chart of cdk8s');
    return Reachability.ofObjects(manifestsOfChart(chart));
  }

  /**
   * By the manifests of files and folders, read as the command reads them: YAML and JSON, folders with all folders in them.
   *
   * @param files paths of files and folders
   * @throws when a path cannot be read, or there is no workload in any of them
   */
  public static ofFiles(files: string[]): Reachability {
    const input = new Input('Reachability.ofFiles');
    input.texts('files', input.required('files', files, 'a list of paths'));
    const { manifests, problems } = readManifests(files);
    const unreadable = problems.find(({ source }) => source.line === undefined && files.includes(source.file ?? ''));
    if (unreadable) input.fail(problemText(unreadable));
    const reachability = new Reachability(manifests, new AppMends(new Map()), problems);
    if (reachability._analysis.cluster.workloads.length === 0) input.fail(`there is no workload in ${files.join(', ') || 'an empty list of paths'}. Name files or folders with the manifests of an app.`);
    return reachability;
  }

  /**
   * The name by which the pods of a construct are asked for: `namespace/name`, and the kind behind it where an object of another kind has that name too.
   *
   * @param construct a workload, adopted pods, or an object that makes pods, whoever wrote it
   * @throws when the construct is none of these
   */
  public static nameOf(construct: IConstruct): string {
    return nameOfPods(construct);
  }

  private static ofObjects(written: readonly WrittenManifest[]): Reachability {
    const manifests = written.map(({ manifest, object }) => ({ manifest, source: { file: writerOf(object) }, object }));
    return new Reachability(manifests, new AppMends(new Map(manifests.map(({ source, object }) => [source, object]))));
  }

  /** @internal */
  public readonly _analysis: Analysis;

  /** @internal */
  public readonly _mends: AppMends;

  private constructor(manifests: readonly SourcedManifest[], mends: AppMends, private readonly unread: readonly Problem[] = []) {
    this._mends = mends;
    this._analysis = analyze(manifests);
  }

  /** What of the manifests could not be used, and is therefore left out: one line each. */
  public get problems(): string[] {
    return [...this.unread, ...this._analysis.problems].map(({ source, object, field, text, first }) => (
      [placeOf(source, field), object, `${field === undefined ? '' : `"${field}" `}${text}${first ? `, first at ${placeOf(first)}` : ''}`]
        .filter((part) => part !== undefined && part !== '').join(': ')
    ));
  }

  /**
   * Whether a connection is open.
   *
   * @throws when the manifests hold no such workload
   */
  public isOpen(query: ReachabilityQuery): boolean {
    const { from, to, protocol, port } = checked(query);
    return this.connectionsBetween(from, to).has(protocol, port);
  }

  /**
   * All that is open from one end to another, such as `TCP 80,443-445,UDP 53`, `All Connections` or `No Connections`.
   *
   * @param from `namespace/name` of a workload or an IP address
   * @param to the same of the destination
   * @throws when the manifests hold no such workload
   */
  public between(from: string, to: string): string {
    return this.connectionsBetween(from, to).toString();
  }

  /** Every pair with an open connection, in the order of their names. A workload with itself is left out. */
  public connections(): ReachabilityConnection[] {
    return connectivity(this._analysis).map(({ source, destination, connections }) => (
      { source: textOf(source), destination: textOf(destination), connections: connections.toString() }
    ));
  }

  /** What is open from and to every address of an end. */
  private connectionsBetween(from: string, to: string): ConnectionSet {
    const pairs = this._analysis.pairs(this._analysis.names.one(from), this._analysis.names.one(to));
    if (pairs.some(({ connections }) => connections !== pairs[0].connections)) {
      const { names } = this._analysis;
      throw mixed(from, to, pairs.map((pair) => `${names.textOf(pair.from)} => ${names.textOf(pair.to)} : ${pair.connections}`));
    }
    return pairs[0].connections;
  }

  /**
   * Every pair with an open connection, and what workloads are exposed to beyond the manifests, one line each: a text to keep beside a test and to
   * read in reviews, because it changes only where connectivity does.
   */
  public table(): string {
    return [...listTxt(listingOf(this._analysis, { by: 'workload', exposure: true }), PLAIN)].join('');
  }

  /**
   * Why a connection is open or closed: the policies and the rule that decided, or that came nearest, and what would open it.
   *
   * With `{ingress-controller}` as the source, the ways in that lead to the destination as well, and who is let in of those that may be the controller. It is open
   * where any of the ways is.
   *
   * @throws when the manifests hold no such workload
   */
  public explain(query: ReachabilityQuery): ReachabilityExplanation {
    const { from, to, protocol, port } = checked(query);
    const [source, destination] = [this._analysis.names.source(from), this._analysis.names.one(to)];
    const explanations = explain(this._analysis, source, destination, ConnectionSet.ofPort(protocol, port));
    const explanation = source.kind === 'ingress-controller' ? explanations.find(({ open }) => open) ?? explanations[0] : explanations[0];
    if (source.kind !== 'ingress-controller' && explanations.some(({ open }) => open !== explanation.open)) throw mixed(from, to, explanations.map(({ from: one, to: other }) => `${one} => ${other}`));
    const { egress, ingress, open } = this._mends.inCode(explanation, source, destination, this._analysis);
    return {
      open,
      ...(egress && { egress: sentence(egress) }),
      ...(ingress && { ingress: sentence(ingress) }),
      mends: [...new Set([egress, ingress].flatMap((end) => end?.mend ?? []))],
      text: explanationText({ ...explanation, egress, ingress }, PLAIN),
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

  /**
   * A page for the browser: one file that shows all of this and answers questions about it, and asks the network for nothing. It holds labels, ports, selectors and
   * places, and neither environments nor the content of a ConfigMap or Secret.
   *
   * @returns the text of the file
   */
  public toHtml(): string {
    const analysis = this._analysis;
    const data = pageDataOf({ analysis, problems: [...this.unread, ...analysis.problems], notes: [...notesOf(analysis), ...notesOfList(analysis)] });
    return [...pageHtml(data, pageProgram())].join('');
  }

  /** What has been opened and closed since: each pair whose connections are not the same. */
  public differencesTo(before: Reachability): ReachabilityDifference[] {
    return differenceOf(before._analysis, this._analysis).map(({ type, source, destination, before: was, after }) => (
      { type, source: textOf(source), destination: textOf(destination), before: was.toString(), after: after.toString() }
    ));
  }
}

/** No single answer is right where the addresses of an end are answered differently. */
function mixed(from: string, to: string, answers: readonly string[]): Error {
  return new Error(`"${from}" and "${to}" have no single answer: ${answers.join('; ')}. Ask about one address, or say it with ReachabilityAssertions, which take each part.`);
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

function sentence({ text, nearMiss, caveat }: EndExplanation): string {
  const nearest = nearMiss && `The nearest is ${nearMiss.rule.direction} rule #${nearMiss.rule.number} of ${nearMiss.rule.policy.name}: ${nearMiss.text}.`;
  return [text, nearest, caveat].filter((part) => part !== undefined).join(' ');
}

function findingOf({ rule, source, ...said }: Finding): ReachabilityFinding {
  const place = placeOf(source, said.field);
  return { id: rule, ...said, ...(place !== undefined && { place }) };
}

/** Such as `dist/shop.yaml:12`, or the path of a construct. */
function placeOf(source: Source, field?: string): string | undefined {
  return source.file === undefined ? undefined : placeText(source, field);
}
