import { Construct } from 'constructs';
import { FromServiceAccountNameOptions, NamedServiceAccount } from './named-service-account';
import { filled } from '../../../resource/present';
import { Resource, ResourceProps } from '../../../resource/resource';
import { SubjectConfiguration } from '../../../resource/subject';
import { requiredReference } from '../../references/checked-reference';
import { ISecret } from '../../references/secret';
import { IServiceAccount } from '../../references/service-account';

/** Initialization properties of `ServiceAccount`. */
export interface ServiceAccountProps extends ResourceProps {
  /**
   * Secrets that pods of the account may mount, where the cluster limits them to those.
   *
   * @default - none
   */
  readonly secrets?: ISecret[];

  /**
   * Whether pods of the account get a token to talk to the API server with, unless they say otherwise.
   *
   * @default false
   */
  readonly automountToken?: boolean;
}

/**
 * Whom the API server takes a pod for. Roles say what it may do.
 *
 * @see https://kubernetes.io/docs/concepts/security/service-accounts/
 */
export class ServiceAccount extends Resource implements IServiceAccount {
  /**
   * A service account that exists elsewhere.
   *
   * @throws when `name` is not the name of an object
   */
  public static fromServiceAccountName(scope: Construct, id: string, name: string, options?: FromServiceAccountNameOptions): IServiceAccount {
    return new NamedServiceAccount(scope, id, { ...TYPE, resourceType: RESOURCE_TYPE }, name, options);
  }

  /** The name of the kind in URLs of the API server. */
  public readonly resourceType: string = RESOURCE_TYPE;

  /** Whether pods of the account get a token to talk to the API server with. */
  public readonly automountToken: boolean;

  private readonly mountable: ISecret[] = [];

  /**
   * @throws when a value has the wrong type, or a Secret has no name
   */
  constructor(scope: Construct, id: string, props?: ServiceAccountProps) {
    super(scope, id, TYPE, props);
    this.automountToken = this._input.flag('automountToken', props?.automountToken) ?? false;
    this._input.list('secrets', props?.secrets)?.forEach((secret, index) => {
      this.mountable.push(requiredReference(this._input, `secrets[${index}]`, secret, 'Secret'));
    });
  }

  /** The Secrets that pods of the account may mount, as a copy. Add to them with `addSecret`. */
  public get secrets(): ISecret[] {
    return [...this.mountable];
  }

  /**
   * Lets pods of the account mount a Secret.
   *
   * @throws when it has no name
   */
  public addSecret(secr: ISecret): void {
    this.mountable.push(requiredReference(this._input, 'secr', secr, 'Secret'));
  }

  /** The service account, in its namespace. */
  public toSubjectConfiguration(): SubjectConfiguration {
    return { kind: this.kind, name: this.name, apiGroup: '', namespace: this._namespace };
  }

  /** @internal */
  public _toKube(): object {
    return { secrets: filled(this.mountable.map(({ name }) => ({ name }))), automountServiceAccountToken: this.automountToken };
  }

  /** @internal */
  protected get _fields(): readonly string[] {
    return ['secrets', 'automountServiceAccountToken'];
  }
}

const TYPE = { apiVersion: 'v1', kind: 'ServiceAccount' };
const RESOURCE_TYPE = 'serviceaccounts';
