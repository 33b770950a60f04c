import { once } from 'events';
import { IncomingMessage } from 'http';
import { Agent, request } from 'https';
import { join } from 'path';
import { text } from 'stream/consumers';
import { Dialog } from './dialog';
import { SERVER } from './programs';
import { Manifest } from '../../support/kubernetes-rules/manifest';

/** What a server says of itself when it is ready. */
export interface Ready {
  readonly url: string;
  readonly token: string;
  readonly certificate: string;
  readonly folder: string;
  readonly pid: number;
}

/** An object as the server has it. */
export interface Stored extends Manifest {
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly resourceVersion: string };
}

interface Response {
  readonly code: number;
  readonly body: any;
}

type Answer<T> = { readonly value: T } | { readonly error: string };

const CLIENT = join(__dirname, '..', 'client.mjs');
const ALWAYS_THERE = ['default', 'kube-system', 'kube-public', 'kube-node-lease'];

/** An API server with a store of its own. There is nothing behind it: no controller makes pods, and no node runs them. */
export class Cluster {
  /** Starts one, which takes two seconds. It ends when this process does. */
  public static async start(): Promise<Cluster> {
    const server = new Dialog(SERVER);
    return new Cluster(server, await server.next<Ready>());
  }

  private readonly client: Dialog;
  private readonly agent: Agent;
  private readonly kinds = new Map<string, Promise<{ readonly kind: string; readonly name: string; readonly namespaced: boolean }[]>>();

  private constructor(private readonly server: Dialog, private readonly ready: Ready) {
    const { url, token, certificate } = ready;
    this.client = new Dialog(process.execPath, CLIENT, JSON.stringify({ url, token, certificate }));
    this.agent = new Agent({ ca: certificate, keepAlive: true });
  }

  public async end(): Promise<void> {
    this.agent.destroy();
    await this.client.close();
    await this.server.close();
  }

  /** Applies the object as `kubectl apply --server-side` does, and answers what is stored then. */
  public async apply(object: object): Promise<Stored> {
    return this.order('apply', object);
  }

  public async read({ apiVersion, kind, metadata }: Manifest): Promise<Stored> {
    return this.order('read', { apiVersion, kind, metadata: { name: metadata!.name, namespace: metadata!.namespace } });
  }

  /** All objects of some kinds, as `kubectl get … -A -o json` prints them. */
  public async list(kinds: readonly (readonly [apiVersion: string, kind: string])[]): Promise<object> {
    const items: object[] = [];
    for (const [apiVersion, kind] of kinds) items.push(...await this.order<object[]>('list', { apiVersion, kind }));
    return { apiVersion: 'v1', items, kind: 'List', metadata: { resourceVersion: '' } };
  }

  /** Why the server refuses to create the object, as it is written; `undefined` where it would. Nothing is created. */
  public async refusal(object: object): Promise<string | undefined> {
    const path = await this.pathOf(object as Manifest);
    const { code, body } = await this.request('POST', `${path}?dryRun=All&fieldValidation=Strict`, object);
    if (code === 201) return undefined;
    // Anything else than "this is no such object" is a fault of the test.
    if (code !== 400 && code !== 422) throw new Error(`${code} ${JSON.stringify(body)}`);
    return body.message as string;
  }

  /** Whether the server knows the kind. */
  public async knows({ apiVersion, kind }: Manifest): Promise<boolean> {
    return (await this.kindsOf(apiVersion)).some((one) => one.kind === kind);
  }

  /** Makes a kind known, and waits until it can be used. */
  public async define(definition: any): Promise<void> {
    await this.request('POST', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions', definition, 201);
    const { group, names, versions } = definition.spec;
    for (const { name } of versions.filter(({ served }: { served: boolean }) => served)) {
      while ((await this.request('GET', `/apis/${group}/${name}/${names.plural}`)).code !== 200) await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Makes the namespaces in which the objects lie, but for those that are among the objects. */
  public async makeNamespaces(objects: readonly Manifest[]): Promise<void> {
    const declared = objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata!.name);
    const named = new Set(objects.flatMap(({ metadata }) => metadata?.namespace ?? []));
    for (const name of named) {
      if ([...declared, ...ALWAYS_THERE].includes(name)) continue;
      await this.request('POST', '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name } }, 201);
    }
  }

  /** Removes the objects and the namespaces in which they lie, and does what would be up to the controllers. */
  public async remove(objects: readonly Manifest[]): Promise<void> {
    for (const object of objects.filter(({ kind }) => kind !== 'Namespace')) {
      const path = `${await this.pathOf(object)}/${object.metadata!.name}`;
      await this.request('DELETE', `${path}?gracePeriodSeconds=0&propagationPolicy=Background`);
      if (PROTECTED.includes(object.kind)) await this.letGo(path);
    }
    const namespaces = objects.map(({ kind, metadata }) => (kind === 'Namespace' ? metadata!.name! : metadata?.namespace ?? 'default'));
    for (const name of new Set(namespaces)) {
      if (ALWAYS_THERE.includes(name)) continue;
      await this.request('DELETE', `/api/v1/namespaces/${name}`);
      await this.request('PUT', `/api/v1/namespaces/${name}/finalize`, { apiVersion: 'v1', kind: 'Namespace', metadata: { name }, spec: {} });
    }
  }

  /** Ends the wait for pods that might still use the storage. */
  private async letGo(path: string): Promise<void> {
    const { code, body } = await this.request('GET', path);
    if (code === 200) await this.request('PUT', path, { ...body, metadata: { ...body.metadata, finalizers: [] } });
  }

  private async order<T>(name: string, order: object): Promise<T> {
    const answer = await this.client.ask<Answer<T>>({ [name]: order });
    if ('error' in answer) throw new Error(`${name} ${JSON.stringify(order)}: ${answer.error}`);
    return answer.value;
  }

  private async pathOf({ apiVersion, kind, metadata }: Manifest): Promise<string> {
    const known = (await this.kindsOf(apiVersion)).find((one) => one.kind === kind);
    if (!known) throw new Error(`the server does not know ${kind} in ${apiVersion}`);
    return [groupPath(apiVersion), ...known.namespaced ? ['namespaces', metadata?.namespace ?? 'default'] : [], known.name].join('/');
  }

  private async kindsOf(apiVersion: string): Promise<{ readonly kind: string; readonly name: string; readonly namespaced: boolean }[]> {
    const known = this.kinds.get(apiVersion) ?? this.request('GET', groupPath(apiVersion))
      .then(({ body }) => (body.resources ?? []).filter(({ name }: { name: string }) => !name.includes('/')));
    this.kinds.set(apiVersion, known);
    return known;
  }

  private async request(method: string, path: string, body?: object, expected?: number): Promise<Response> {
    const headers = { 'Authorization': `Bearer ${this.ready.token}`, 'Content-Type': 'application/json' };
    const asked = request(new URL(path, this.ready.url), { method, agent: this.agent, headers });
    asked.end(body && JSON.stringify(body));
    const [response] = await once(asked, 'response') as [IncomingMessage];
    const answer = { code: response.statusCode!, body: asJson(await text(response)) };
    if (expected !== undefined && answer.code !== expected) throw new Error(`${method} ${path}: ${answer.code} ${JSON.stringify(answer.body)}`);
    return answer;
  }
}

/** A controller decides when these are gone. */
const PROTECTED = ['PersistentVolume', 'PersistentVolumeClaim'];

/** The server says 404 in plain words. */
function asJson(said: string): unknown {
  try {
    return JSON.parse(said);
  } catch {
    return { message: said };
  }
}

function groupPath(apiVersion: string): string {
  return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}
