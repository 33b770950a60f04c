import { Construct } from 'constructs';
import { IngressBackend } from './ingress-backend';
import { HttpIngressPathType, IngressPaths, IngressRule } from './ingress-rule';
import { checkedTls, IngressTls, kubeTls } from './ingress-tls';
import { filled, present } from '../../resource/present';
import { Resource, ResourceProps } from '../../resource/resource';
import { dnsSubdomain } from '../../validation/forms';
import { namespaceOf } from '../references/namespace-of';

/** Initialization properties of `Ingress`. */
export interface IngressProps extends ResourceProps {
  /**
   * Where requests are led that no rule takes.
   *
   * @default - the ingress controller decides
   */
  readonly defaultBackend?: IngressBackend;

  /**
   * Where requests are led, by their host and path. A rule without both is the default backend.
   *
   * @default - none; `addRule` and its like add some
   */
  readonly rules?: IngressRule[];

  /**
   * Certificates of the hosts.
   *
   * @default - none: plain HTTP
   */
  readonly tls?: IngressTls[];

  /**
   * The name of the IngressClass, which says who controls the Ingress.
   *
   * @default - the class that the cluster takes by default
   */
  readonly className?: string;
}

/** How a service is offered by an Ingress. */
export interface ExposeServiceViaIngressOptions {
  /**
   * The Ingress to which the path is added.
   *
   * @default - one of the service's own
   */
  readonly ingress?: Ingress;

  /**
   * How paths are compared.
   *
   * @default HttpIngressPathType.PREFIX
   */
  readonly pathType?: HttpIngressPathType;
}

/**
 * Leads HTTP requests from outside the cluster to services, by their host and path.
 *
 * An Ingress is no connection and opens nothing: where the pods behind it are isolated, let its controller in with
 * `connections.allowFrom(WellKnownPeer.ingressNginx())` or its like.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/ingress/
 */
export class Ingress extends Resource {
  /** The name of the kind in URLs of the API server. */
  public readonly resourceType: string = 'ingresses';

  private readonly className?: string;
  private readonly paths: IngressPaths;
  private readonly certificates: IngressTls[] = [];

  /**
   * @throws when a host, path or name is not allowed, or two rules have the same host and path
   */
  constructor(scope: Construct, id: string, props?: IngressProps) {
    super(scope, id, { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress' }, props);
    const input = this._input;
    this.className = dnsSubdomain(input, 'className', props?.className) ?? undefined;
    this.paths = new IngressPaths(input);
    if (props?.defaultBackend) this.addDefaultBackend(props.defaultBackend);
    input.list('rules', props?.rules)?.forEach((rule, index) => this.paths.add(`rules[${index}]`, rule));
    if (props?.tls) this.addTls(props.tls);
  }

  /**
   * Leads requests that no rule takes to this backend.
   *
   * @throws when there is one already
   */
  public addDefaultBackend(backend: IngressBackend): void {
    this.paths.add('rule', { backend });
  }

  /**
   * Leads requests for a host that no other rule takes to this backend.
   *
   * @param host a name such as `shop.example.com`, or `*.example.com` for every name below it
   * @throws when the host is not allowed, or has such a backend already
   */
  public addHostDefaultBackend(host: string, backend: IngressBackend): void {
    this.paths.add('rule', { host: this.filledHost(host), backend });
  }

  /**
   * Leads requests for a host and a path to this backend.
   *
   * @param host a name such as `shop.example.com`, or `*.example.com` for every name below it
   * @throws when the host or path is not allowed, or there is a rule for both already
   */
  public addHostRule(host: string, path: string, backend: IngressBackend, pathType?: HttpIngressPathType): void {
    this.paths.add('rule', { host: this.filledHost(host), path, backend, pathType });
  }

  /**
   * Leads requests for a path to this backend, whatever the host.
   *
   * @throws when the path is not allowed, or there is a rule for it already
   */
  public addRule(path: string, backend: IngressBackend, pathType?: HttpIngressPathType): void {
    this.paths.add('rule', { path, backend, pathType });
  }

  /**
   * Adds rules. One without host and path is the default backend.
   *
   * @throws when a host or path is not allowed, or two rules have the same
   */
  public addRules(...rules: IngressRule[]): void {
    rules.forEach((rule, index) => this.paths.add(`rules[${index}]`, rule));
  }

  /**
   * Adds certificates.
   *
   * @throws when a host is not allowed
   */
  public addTls(tls: IngressTls[]): void {
    this._input.list('tls', this._input.required('tls', tls, 'a list'))?.forEach((one, index) => {
      this.certificates.push(checkedTls(this._input, `tls[${index}]`, one));
    });
  }

  /** @internal */
  public _validate(): void {
    super._validate();
    this.checkNamespaces();
  }

  /** @internal */
  public _toKube(): object {
    if (this.paths.isEmpty) this._input.fail(NOTHING);
    return present({
      defaultBackend: this.paths.defaultBackend?._toKube(this._input),
      ingressClassName: this.className,
      rules: filled(this.paths.toKube()),
      tls: filled(this.certificates.map(kubeTls)),
    });
  }

  private filledHost(host: string): string {
    const allowed = 'a host such as "shop.example.com"';
    return this._input.text('host', this._input.required('host', host, allowed), allowed);
  }

  private checkNamespaces(): void {
    const own = this._namespace;
    for (const target of this.paths.targets) {
      const other = namespaceOf(target);
      if (own === undefined || other === undefined || own === other) continue;
      this._input.fail(`the Ingress is in the namespace "${own}", but leads to ${target.node.path} in "${other}". An Ingress finds services in its own `
        + 'namespace alone: give both the same "namespace".');
    }
  }
}

const NOTHING = 'there is no rule and no default backend. Call addRule("/", IngressBackend.fromService(service)), or give "rules".';
