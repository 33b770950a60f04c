import { Names } from 'cdk8s';
import { Construct } from 'constructs';
import { ClusterRoleBinding } from './cluster-role-binding';
import { RoleBinding } from './role-binding';
import { checkedEndpoints, checkedVerbs, endpointRule } from './rules';
import { IApiEndpoint } from '../../../resource/api-endpoint';
import { READ, READ_WRITE } from '../../../resource/permissions';
import { Resource, ResourceProps } from '../../../resource/resource';
import { ISubject } from '../../../resource/subject';
import { dnsLabel, labelKey, labels, labelValue, pathSegment } from '../../../validation/forms';
import { Input } from '../../../validation/input';
import { NamedObject } from '../../references/named-object';
import { IClusterRole } from '../../references/role';

/** What a ClusterRole allows: verbs on kinds, objects and paths of the API server. */
export interface ClusterRolePolicyRule {
  /** What may be done, such as `get`. Not empty. */
  readonly verbs: string[];

  /** With what: kinds such as `ApiResource.PODS`, objects of this app, and paths such as `NonApiResource.of('/healthz')`. Not empty. */
  readonly endpoints: IApiEndpoint[];
}

/** Initialization properties of `ClusterRole`. */
export interface ClusterRoleProps extends ResourceProps {
  /**
   * What the role allows.
   *
   * @default - nothing; `allow` and its like add rules
   */
  readonly rules?: ClusterRolePolicyRule[];

  /**
   * Labels of other ClusterRoles whose rules the cluster adds to this one. All of them must hold.
   *
   * @default - none; `aggregate` and `combine` add some
   */
  readonly aggregationLabels?: { [key: string]: string };
}

/**
 * What may be done with the objects of every namespace, with those that lie in none, and with paths of the API server. Bind it to those who may.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#role-and-clusterrole
 */
export class ClusterRole extends Resource implements IClusterRole {
  /**
   * A ClusterRole that exists elsewhere, such as `view`.
   *
   * @throws when `name` is not the name of an object
   */
  public static fromClusterRoleName(scope: Construct, id: string, name: string): IClusterRole {
    return new NamedObject(scope, id, { ...TYPE, resourceType: RESOURCE_TYPE }, name);
  }

  /** The name of the kind in URLs of the API server. */
  public readonly resourceType: string = RESOURCE_TYPE;

  private readonly allowed: ClusterRolePolicyRule[] = [];
  private readonly aggregated = new Map<string, string>();

  /**
   * @throws when a rule has no verb or no endpoint, or a label is not in Kubernetes' form
   */
  constructor(scope: Construct, id: string, props?: ClusterRoleProps) {
    super(scope, id, TYPE, props);
    this._input.list('rules', props?.rules)?.forEach((rule, index) => {
      const { verbs, endpoints } = this._input.struct(`rules[${index}]`, this._input.required(`rules[${index}]`, rule, 'a rule with "verbs" and "endpoints"'));
      this.add(verbs, endpoints);
    });
    Object.entries(labels(this._input, 'aggregationLabels', props?.aggregationLabels)).forEach(([key, value]) => this.aggregated.set(key, value));
  }

  /** What the role allows by itself, as a copy. Add to it with `allow`. */
  public get rules(): ClusterRolePolicyRule[] {
    return [...this.allowed];
  }

  /**
   * Allows verbs on kinds, objects and paths.
   *
   * @throws when there is no verb or no endpoint
   */
  public allow(verbs: string[], ...endpoints: IApiEndpoint[]): void {
    this.add(verbs, endpoints);
  }

  /** Allows `create`. */
  public allowCreate(...endpoints: IApiEndpoint[]): void {
    this.allow(['create'], ...endpoints);
  }

  /** Allows `get`. */
  public allowGet(...endpoints: IApiEndpoint[]): void {
    this.allow(['get'], ...endpoints);
  }

  /** Allows `list`. */
  public allowList(...endpoints: IApiEndpoint[]): void {
    this.allow(['list'], ...endpoints);
  }

  /** Allows `watch`. */
  public allowWatch(...endpoints: IApiEndpoint[]): void {
    this.allow(['watch'], ...endpoints);
  }

  /** Allows `update`. */
  public allowUpdate(...endpoints: IApiEndpoint[]): void {
    this.allow(['update'], ...endpoints);
  }

  /** Allows `patch`. */
  public allowPatch(...endpoints: IApiEndpoint[]): void {
    this.allow(['patch'], ...endpoints);
  }

  /** Allows `delete`. */
  public allowDelete(...endpoints: IApiEndpoint[]): void {
    this.allow(['delete'], ...endpoints);
  }

  /** Allows `deletecollection`. */
  public allowDeleteCollection(...endpoints: IApiEndpoint[]): void {
    this.allow(['deletecollection'], ...endpoints);
  }

  /** Allows to read: get, list and watch. */
  public allowRead(...endpoints: IApiEndpoint[]): void {
    this.allow([...READ], ...endpoints);
  }

  /** Allows to read and to change: get, list, watch, create, update, patch, delete and deletecollection. */
  public allowReadWrite(...endpoints: IApiEndpoint[]): void {
    this.allow([...READ_WRITE], ...endpoints);
  }

  /**
   * Has the cluster add the rules of all ClusterRoles with this label. Said several times, all labels must hold.
   *
   * @throws when `key` or `value` is not in Kubernetes' form
   */
  public aggregate(key: string, value: string): void {
    labelKey(this._input, 'key', this._input.required('key', key, 'the key of a label'));
    this.aggregated.set(key, labelValue(this._input, 'value', this._input.required('value', value, 'a label value')));
  }

  /** Has the cluster add the rules of another ClusterRole, which gets a label for that. */
  public combine(rol: ClusterRole): void {
    this._input.instance('rol', this._input.required('rol', rol, 'a ClusterRole'), ClusterRole, 'a ClusterRole');
    const key = `cdk8s.cluster-role/aggregate-to-${Names.toLabelValue(this, { maxLen: 63 - 'aggregate-to-'.length })}`;
    rol.metadata.addLabel(key, 'true');
    this.aggregate(key, 'true');
  }

  /**
   * Lets the subjects do in one namespace what the role says. Said twice of one namespace, it is the same binding.
   *
   * @throws when `namespace` is not the name of a namespace, or one is no subject
   */
  public bindInNamespace(namespace: string, ...subjects: ISubject[]): RoleBinding {
    dnsLabel(this._input, 'namespace', this._input.required('namespace', namespace, 'the name of a namespace'));
    const id = `RoleBinding-${namespace}`;
    const binding = this.node.tryFindChild(id) as RoleBinding | undefined ?? new RoleBinding(this, id, { metadata: { namespace }, role: this });
    binding.addSubjects(...subjects);
    return binding;
  }

  /**
   * Lets the subjects do in every namespace what the role says. Said twice, it is the same binding.
   *
   * @throws when one is no subject
   */
  public bind(...subjects: ISubject[]): ClusterRoleBinding {
    const id = 'ClusterRoleBinding';
    const binding = this.node.tryFindChild(id) as ClusterRoleBinding | undefined ?? new ClusterRoleBinding(this, id, { role: this });
    binding.addSubjects(...subjects);
    return binding;
  }

  /** @internal */
  public get _isNamespaced(): boolean {
    return false;
  }

  /** @internal */
  public _toKube(): object {
    const matchLabels = Object.fromEntries(this.aggregated);
    return {
      rules: this.allowed.flatMap(({ verbs, endpoints }) => endpoints.map((endpoint) => endpointRule(this._input, verbs, endpoint))),
      aggregationRule: this.aggregated.size > 0 ? { clusterRoleSelectors: [{ matchLabels }] } : undefined,
    };
  }

  /** @internal */
  protected _checkName(input: Input, name: string | undefined): void {
    pathSegment(input, 'metadata.name', name);
  }

  /** @internal */
  protected get _fields(): readonly string[] {
    return ['rules', 'aggregationRule'];
  }

  private add(verbs: string[], endpoints: IApiEndpoint[]): void {
    this.allowed.push({ verbs: checkedVerbs(this._input, verbs), endpoints: checkedEndpoints(this._input, endpoints) });
  }
}

const TYPE = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole' };
const RESOURCE_TYPE = 'clusterroles';
