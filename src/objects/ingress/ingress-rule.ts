import { IngressBackend } from './ingress-backend';
import { checkedHost } from './ingress-tls';
import { present } from '../../resource/present';
import { IResource } from '../../resource/resource-reference';
import { Input } from '../../validation/input';

/** How the path of a request is compared with that of a rule. */
export enum HttpIngressPathType {
  /** Element by element: `/shop` takes `/shop/cart`, but not `/shopping`. */
  PREFIX = 'Prefix',

  /** As a whole: `/shop` takes `/shop` alone. */
  EXACT = 'Exact',

  /** As the ingress controller does it. */
  IMPLEMENTATION_SPECIFIC = 'ImplementationSpecific',
}

/** Where requests are led, by their host and path. */
export interface IngressRule {
  /** Where the requests are led. */
  readonly backend: IngressBackend;

  /**
   * The host, such as `shop.example.com`, or `*.example.com` for every name below it. Not an IP address, and without a port.
   *
   * @default - every host
   */
  readonly host?: string;

  /**
   * The path. It starts with "/".
   *
   * @default - every path
   */
  readonly path?: string;

  /**
   * How paths are compared.
   *
   * @default HttpIngressPathType.PREFIX
   */
  readonly pathType?: HttpIngressPathType;
}

interface Route {
  readonly path: string;
  readonly pathType: HttpIngressPathType;
  readonly backend: IngressBackend;
}

/** The rules of an Ingress: by host in the order in which they were named, and in each by path. */
export class IngressPaths {
  private readonly hosts = new Map<string, Route[]>();
  private byDefault?: IngressBackend;

  constructor(private readonly input: Input) {}

  public get isEmpty(): boolean {
    return this.byDefault === undefined && this.hosts.size === 0;
  }

  public get defaultBackend(): IngressBackend | undefined {
    return this.byDefault;
  }

  /** All that requests are led to. */
  public get targets(): IResource[] {
    const backends = [...this.hosts.values()].flat().map(({ backend }) => backend);
    return [...this.byDefault ? [this.byDefault] : [], ...backends].map(({ _target }) => _target);
  }

  public add(field: string, rule: IngressRule): void {
    const { input } = this;
    const given = input.struct(field, input.required(field, rule, 'a rule with "backend"'));
    const allowed = 'an IngressBackend, such as IngressBackend.fromService(service)';
    const backend = input.instance('backend', input.required('backend', given.backend, allowed), IngressBackend, allowed);
    const pathType = input.oneOf('pathType', given.pathType, HttpIngressPathType) ?? HttpIngressPathType.PREFIX;
    const host = given.host ? checkedHost(input, 'host', given.host) : '';
    const path = given.path ? checkedPath(input, given.path, pathType) : undefined;
    if (host === '' && path === undefined) this.setDefault(backend);
    else this.addRoute(host, { path: path ?? '/', pathType, backend });
  }

  public toKube(): object[] {
    return [...this.hosts].map(([host, routes]) => present({
      host: host || undefined,
      http: {
        paths: [...routes].sort((one, other) => one.path.localeCompare(other.path, 'en'))
          .map(({ path, pathType, backend }) => ({ path, pathType, backend: backend._toKube(this.input) })),
      },
    }));
  }

  private setDefault(backend: IngressBackend): void {
    if (this.byDefault) this.input.fail('there is a default backend already. Give the rule a "host" or a "path", or leave one of them out.');
    this.byDefault = backend;
  }

  private addRoute(host: string, route: Route): void {
    const routes = this.hosts.get(host) ?? [];
    if (routes.some(({ path }) => path === route.path)) {
      this.input.fail(`there is a rule for ${host}${route.path} already. Give one of them another "host" or "path", or leave it out.`);
    }
    this.hosts.set(host, [...routes, route]);
  }
}

function checkedPath(input: Input, path: string, pathType: HttpIngressPathType): string {
  const allowed = 'a path that starts with "/", such as "/shop"';
  input.text('path', path, allowed);
  if (!path.startsWith('/')) input.refuse('path', path, allowed);
  if (pathType !== HttpIngressPathType.IMPLEMENTATION_SPECIFIC && UNCLEAR.test(path)) {
    input.refuse('path', path, `a path without "//", ".", ".." and "%2f" where it is compared as ${pathType}`);
  }
  return path;
}

/** Elements by which two paths could mean the same. */
const UNCLEAR = /\/\/|\/\.{1,2}(\/|$)|%2f/i;
