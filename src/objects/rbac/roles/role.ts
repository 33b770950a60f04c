import { Construct } from 'constructs';
import { RoleBinding } from './role-binding';
import { checkedResources, checkedVerbs, resourceRule } from './rules';
import { IApiResource } from '../../../resource/api-endpoint';
import { READ, READ_WRITE } from '../../../resource/permissions';
import { Resource, ResourceProps } from '../../../resource/resource';
import { ISubject } from '../../../resource/subject';
import { pathSegment } from '../../../validation/forms';
import { Input } from '../../../validation/input';
import { NamedObject } from '../../references/named-object';
import { IRole } from '../../references/role';
import { addressOf } from '../subjects/subjects';

/** What a Role allows: verbs on kinds and objects. */
export interface RolePolicyRule {
  /** What may be done, such as `get`. Not empty. */
  readonly verbs: string[];

  /** With what: kinds such as `ApiResource.PODS`, and objects of this app. Not empty. */
  readonly resources: IApiResource[];
}

/** Initialization properties of `Role`. */
export interface RoleProps extends ResourceProps {
  /**
   * What the role allows.
   *
   * @default - nothing; `allow` and its like add rules
   */
  readonly rules?: RolePolicyRule[];
}

/**
 * What may be done with the objects of one namespace. Bind it to those who may.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#role-and-clusterrole
 */
export class Role extends Resource implements IRole {
  /**
   * A Role that exists elsewhere, in the namespace of the bindings that use it.
   *
   * @throws when `name` is not the name of an object
   */
  public static fromRoleName(scope: Construct, id: string, name: string): IRole {
    return new NamedObject(scope, id, { ...TYPE, resourceType: RESOURCE_TYPE }, name);
  }

  /** The name of the kind in URLs of the API server. */
  public readonly resourceType: string = RESOURCE_TYPE;

  private readonly allowed: RolePolicyRule[] = [];

  /**
   * @throws when a rule has no verb or no resource
   */
  constructor(scope: Construct, id: string, props?: RoleProps) {
    super(scope, id, TYPE, props);
    this._input.list('rules', props?.rules)?.forEach((rule, index) => {
      const { verbs, resources } = this._input.struct(`rules[${index}]`, this._input.required(`rules[${index}]`, rule, 'a rule with "verbs" and "resources"'));
      this.add(verbs, resources);
    });
  }

  /** What the role allows, as a copy. Add to it with `allow`. */
  public get rules(): RolePolicyRule[] {
    return [...this.allowed];
  }

  /**
   * Allows verbs on kinds and objects.
   *
   * @throws when there is no verb or no resource
   */
  public allow(verbs: string[], ...resources: IApiResource[]): void {
    this.add(verbs, resources);
  }

  /** Allows `create`. */
  public allowCreate(...resources: IApiResource[]): void {
    this.allow(['create'], ...resources);
  }

  /** Allows `get`. */
  public allowGet(...resources: IApiResource[]): void {
    this.allow(['get'], ...resources);
  }

  /** Allows `list`. */
  public allowList(...resources: IApiResource[]): void {
    this.allow(['list'], ...resources);
  }

  /** Allows `watch`. */
  public allowWatch(...resources: IApiResource[]): void {
    this.allow(['watch'], ...resources);
  }

  /** Allows `update`. */
  public allowUpdate(...resources: IApiResource[]): void {
    this.allow(['update'], ...resources);
  }

  /** Allows `patch`. */
  public allowPatch(...resources: IApiResource[]): void {
    this.allow(['patch'], ...resources);
  }

  /** Allows `delete`. */
  public allowDelete(...resources: IApiResource[]): void {
    this.allow(['delete'], ...resources);
  }

  /** Allows `deletecollection`. */
  public allowDeleteCollection(...resources: IApiResource[]): void {
    this.allow(['deletecollection'], ...resources);
  }

  /** Allows to read: get, list and watch. */
  public allowRead(...resources: IApiResource[]): void {
    this.allow([...READ], ...resources);
  }

  /** Allows to read and to change: get, list, watch, create, update, patch, delete and deletecollection. */
  public allowReadWrite(...resources: IApiResource[]): void {
    this.allow([...READ_WRITE], ...resources);
  }

  /**
   * Lets the subjects do what the role says, in its namespace. Said twice of the same subjects, it is the same binding.
   *
   * @throws when one is no subject
   */
  public bind(...subjects: ISubject[]): RoleBinding {
    const id = `RoleBinding${addressOf(this._input, subjects)}`;
    const known = this.node.tryFindChild(id) as RoleBinding | undefined;
    const binding = known ?? new RoleBinding(this, id, { metadata: { namespace: this._metadata.namespace }, role: this });
    binding.addSubjects(...subjects);
    return binding;
  }

  /** @internal */
  public _toKube(): object {
    return { rules: this.allowed.flatMap(({ verbs, resources }) => resources.map((resource) => resourceRule(verbs, resource))) };
  }

  /** @internal */
  protected _checkName(input: Input, name: string | undefined): void {
    pathSegment(input, 'metadata.name', name);
  }

  /** @internal */
  protected get _fields(): readonly string[] {
    return ['rules'];
  }

  private add(verbs: string[], resources: IApiResource[]): void {
    this.allowed.push({ verbs: checkedVerbs(this._input, verbs), resources: checkedResources(this._input, resources) });
  }
}

const TYPE = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role' };
const RESOURCE_TYPE = 'roles';
