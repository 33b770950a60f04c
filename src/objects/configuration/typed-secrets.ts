import { Construct } from 'constructs';
import { CommonSecretProps, Secret } from './secret';
import { confidentialText, metadataAlone } from './secret-data';
import { Input } from '../../validation/input';
import { requiredReference } from '../references/checked-reference';
import { IServiceAccount } from '../references/service-account';

/** Initialization properties of `BasicAuthSecret`. */
export interface BasicAuthSecretProps extends CommonSecretProps {
  /** The user name. */
  readonly username: string;

  /** The password or token. */
  readonly password: string;
}

/**
 * A user name and a password, under the keys `username` and `password`.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/secret/#basic-authentication-secret
 */
export class BasicAuthSecret extends Secret {
  /**
   * @throws when the user name or the password is not text
   */
  constructor(scope: Construct, id: string, props: BasicAuthSecretProps) {
    const given = new GivenSecret(scope, id, props);
    super(scope, id, given.of('kubernetes.io/basic-auth', { username: given.text('username'), password: given.text('password') }));
  }
}

/** Initialization properties of `SshAuthSecret`. */
export interface SshAuthSecretProps extends CommonSecretProps {
  /** The private key. */
  readonly sshPrivateKey: string;
}

/**
 * A private key for SSH, under the key `ssh-privatekey`.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/secret/#ssh-authentication-secrets
 */
export class SshAuthSecret extends Secret {
  /**
   * @throws when the private key is not text, or empty
   */
  constructor(scope: Construct, id: string, props: SshAuthSecretProps) {
    const given = new GivenSecret(scope, id, props);
    super(scope, id, given.of('kubernetes.io/ssh-auth', { 'ssh-privatekey': given.text('sshPrivateKey', true) }));
  }
}

/** Initialization properties of `ServiceAccountTokenSecret`. */
export interface ServiceAccountTokenSecretProps extends CommonSecretProps {
  /** The service account, in the namespace of the Secret. */
  readonly serviceAccount: IServiceAccount;
}

/**
 * A token of a service account that never ends. The cluster fills it in.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/secret/#service-account-token-secrets
 */
export class ServiceAccountTokenSecret extends Secret {
  /**
   * @throws when the service account has no name
   */
  constructor(scope: Construct, id: string, props: ServiceAccountTokenSecretProps) {
    super(scope, id, new GivenSecret(scope, id, props).of('kubernetes.io/service-account-token'));
    const { name } = requiredReference(this._input, 'serviceAccount', props.serviceAccount, 'ServiceAccount');
    this.metadata.addAnnotation('kubernetes.io/service-account.name', name);
  }
}

/** Initialization properties of `TlsSecret`. */
export interface TlsSecretProps extends CommonSecretProps {
  /** The certificate, as PEM. */
  readonly tlsCert: string;

  /** Its private key, as PEM. */
  readonly tlsKey: string;
}

/**
 * A certificate and its private key, under the keys `tls.crt` and `tls.key`.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/secret/#tls-secrets
 */
export class TlsSecret extends Secret {
  /**
   * @throws when the certificate or the key is not text
   */
  constructor(scope: Construct, id: string, props: TlsSecretProps) {
    const given = new GivenSecret(scope, id, props);
    super(scope, id, given.of('kubernetes.io/tls', { 'tls.crt': given.text('tlsCert'), 'tls.key': given.text('tlsKey') }));
  }
}

/** Initialization properties of `DockerConfigSecret`. */
export interface DockerConfigSecretProps extends CommonSecretProps {
  /** What stands in `~/.docker/config.json`: `auths` by registry. */
  readonly data: { [key: string]: unknown };
}

/**
 * The credentials of registries that images come from, under the key `.dockerconfigjson`.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/secret/#docker-config-secrets
 */
export class DockerConfigSecret extends Secret {
  /**
   * @throws when the data cannot be written as JSON
   */
  constructor(scope: Construct, id: string, props: DockerConfigSecretProps) {
    const given = new GivenSecret(scope, id, props);
    super(scope, id, given.of('kubernetes.io/dockerconfigjson', { '.dockerconfigjson': given.json('data') }));
  }
}

/** What a Secret of a type was given: checked before there is a construct that could be half made. */
class GivenSecret {
  private readonly input: Input;

  constructor(scope: Construct, id: string, private readonly props: CommonSecretProps) {
    this.input = new Input(`${scope.node.path}/${id}`);
    metadataAlone(scope, id, this.input.required('props', props, 'an object with named fields'));
  }

  public of(type: string, stringData?: { [key: string]: string }): CommonSecretProps & { type: string; stringData?: { [key: string]: string } } {
    const { metadata, immutable } = this.props;
    return { metadata, immutable, type, stringData };
  }

  public text(field: string, filled = false): string {
    const text = confidentialText(this.input, field, this.value(field));
    return filled && text === '' ? this.input.fail(`"${field}" is empty, but must be text that is not.`) : text;
  }

  public json(field: string): string {
    const value = this.value(field);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) this.input.fail(`"${field}" must be an object such as { auths: { … } }.`);
    try {
      return JSON.stringify(value);
    } catch {
      return this.input.fail(`"${field}" cannot be written as JSON. Give text, numbers, lists and plain objects.`);
    }
  }

  private value(field: string): unknown {
    return (this.props as { readonly [field: string]: unknown })[field];
  }
}
