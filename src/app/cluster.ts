import { Chart } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { Input } from '../validation/input';
import { memo } from '../validation/memo';

/**
 * Charts that are applied together, to one Kubernetes cluster.
 *
 * An app often holds several environments, and cdk8s does not know which of its charts meet. Saying it changes no name, label or file. Charts of different
 * clusters share nothing: names and namespaces may repeat, each cluster is proved by itself, and a connection from one to another is an error. Where nothing
 * is said, nothing relies on another chart: every file is as closed as was said, alone and beside any other.
 *
 * @example
 * Cluster.of('prod', prodFront, prodData);
 */
export class Cluster {
  /**
   * The cluster of this name in the app of the scopes, to which their charts belong from now on. Saying it again adds the scopes.
   *
   * @param name how answers and errors call it
   * @param scopes charts, or constructs that hold charts; a chart may belong to several clusters
   * @throws when there is no scope, or the scopes lie in different apps
   */
  public static of(name: string, ...scopes: IConstruct[]): Cluster {
    const input = new Input('Cluster.of');
    input.text('name', input.required('name', name, 'the name of a cluster, such as "prod"'), 'the name of a cluster, such as "prod"');
    const allowed = 'a chart, or a construct that holds charts';
    if (scopes.length === 0) input.fail(`no charts are given for cluster "${name}". Give ${allowed}.`);
    scopes.forEach((scope, index) => {
      if (!Construct.isConstruct(input.required(`scopes[${index}]`, scope, allowed))) input.refuse(`scopes[${index}]`, scope, allowed);
      if (scope.node.root !== scopes[0].node.root) input.fail(`${scope.node.path} and ${scopes[0].node.path} lie in different apps. A cluster is told for each app.`);
    });
    const known = memo(OF_APP, scopes[0].node.root, () => new Map<string, Cluster>());
    const cluster = memo(known, name, () => new Cluster(name, scopes[0].node.root));
    scopes.forEach((scope) => cluster.scopes.add(scope));
    return cluster;
  }

  /**
   * The clusters that were told for an app, in the order in which they were told.
   *
   * @internal
   */
  public static _ofApp(app: IConstruct): Cluster[] {
    return [...OF_APP.get(app.node.root)?.values() ?? []];
  }

  /**
   * Whether any cluster was told for the app of a construct.
   *
   * @internal
   */
  public static _isToldIn(construct: IConstruct): boolean {
    return OF_APP.has(construct.node.root);
  }

  /**
   * The clusters to which a construct belongs; none where nothing was said of it.
   *
   * @internal
   */
  public static _around(construct: IConstruct): Cluster[] {
    const clusters = Cluster._ofApp(construct);
    return clusters.length === 0 ? clusters : clusters.filter((cluster) => construct.node.scopes.some((scope) => cluster.scopes.has(scope)));
  }

  private readonly scopes = new Set<IConstruct>();

  private constructor(
    /** How answers and errors call it. */
    public readonly name: string,
    private readonly app: IConstruct,
  ) {}

  /**
   * How much was told of it so far.
   *
   * @internal
   */
  public get _size(): number {
    return this.scopes.size;
  }

  /** The charts that belong to it, in the order in which the app holds them. */
  public get charts(): Chart[] {
    return this.app.node.findAll().filter((construct) => Chart.isChart(construct)).filter((chart) => Cluster._around(chart).includes(this));
  }
}

const OF_APP = new WeakMap<IConstruct, Map<string, Cluster>>();
