// Talks to an API server with the client that programs in Node.js use. Jest cannot load that client, which is an ES module.
//
//   node client.mjs '{"url":…,"token":…,"certificate":…}'
//
// Each line of its standard input is an order, and each is answered with one line: { "value": … } or { "error": … }.
import { createInterface } from 'node:readline';
import {
  createConfiguration, dumpYaml, KubeConfig, KubernetesObjectApi, loadYaml, PatchStrategy, ServerConfiguration,
} from '@kubernetes/client-node';
import { JSON_SCHEMA, load } from 'js-yaml';

const { url, token, certificate } = JSON.parse(process.argv[2]);
const config = new KubeConfig();
config.loadFromOptions({
  clusters: [{ name: 'test', server: url, caData: Buffer.from(certificate).toString('base64') }],
  users: [{ name: 'admin', token }],
  contexts: [{ name: 'test', cluster: 'test', user: 'admin' }],
  currentContext: 'test',
});

/** A field that the server does not know is an error wherever something is written. Without it, the server only warns. */
const strict = {
  pre: async (request) => {
    if (request.getHttpMethod() !== 'GET') request.setQueryParam('fieldValidation', 'Strict');
    return request;
  },
  post: async (response) => response,
};
const objects = new KubernetesObjectApi(createConfiguration({
  baseServer: new ServerConfiguration(url, {}), authMethods: { default: config }, promiseMiddleware: [strict],
}));

/** The classes of the client call some fields otherwise: a rule has `_from` there, and loses a plain `from`, which opens it to everybody. */
const toClient = (manifest) => loadYaml(JSON.stringify(manifest));
const fromClient = (object) => load(dumpYaml(object), { schema: JSON_SCHEMA });

const ORDERS = {
  apply: async (manifest) => fromClient(await objects.patch(toClient(manifest), undefined, undefined, 'cdk8s-netpol', undefined, PatchStrategy.ServerSideApply)),
  read: async (header) => fromClient(await objects.read(header)),
  list: async ({ apiVersion, kind }) => (await objects.list(apiVersion, kind)).items.map((item) => fromClient({ ...item, apiVersion, kind })),
};

for await (const line of createInterface({ input: process.stdin })) {
  const [[name, order]] = Object.entries(JSON.parse(line));
  const answer = await ORDERS[name](order).then((value) => ({ value }), (error) => ({ error: error.body ?? String(error) }));
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
