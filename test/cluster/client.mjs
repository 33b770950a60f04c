// Talks to an API server with the client that programs in Node.js use. Jest cannot load that client, which is an ES module.
//
//   node client.mjs '{"url":…,"token":…,"certificate":…}'
//
// Each line of its standard input is an order, and each is answered with one line: { "value": … } or { "error": … }.
import { createInterface } from 'node:readline';
import { createConfiguration, KubeConfig, KubernetesObjectApi, PatchStrategy, ServerConfiguration } from '@kubernetes/client-node';

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

const ORDERS = {
  apply: (object) => objects.patch(object, undefined, undefined, 'cdk8s-netpol', undefined, PatchStrategy.ServerSideApply),
  merge: (object) => objects.patch(object, undefined, undefined, 'cdk8s-netpol', undefined, PatchStrategy.StrategicMergePatch),
  read: (object) => objects.read(object),
  list: async ({ apiVersion, kind }) => (await objects.list(apiVersion, kind)).items.map((item) => ({ ...item, apiVersion, kind })),
};

for await (const line of createInterface({ input: process.stdin })) {
  const [[name, order]] = Object.entries(JSON.parse(line));
  const answer = await ORDERS[name](order).then((value) => ({ value }), (error) => ({ error: error.body ?? String(error) }));
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
