import { join } from 'path';
import * as fc from 'fast-check';
import { key, maybe, metadata, programs, text, textMap, word } from './program';

const FILES = join(__dirname, '..', 'files');
const base64 = fc.uint8Array({ minLength: 1, maxLength: 9 }).map((bytes) => Buffer.from(bytes).toString('base64'));

export const configMaps = programs(
  fc.record({
    metadata: maybe(metadata),
    data: maybe(textMap),
    binaryData: maybe(fc.dictionary(key.map((one) => `b-${one}`), base64, { maxKeys: 2 })),
    immutable: maybe(fc.boolean()),
    later: maybe(text),
    keyOfFile: maybe(word.map((one) => `f-${one}`)),
    directory: maybe(fc.record({ keyPrefix: fc.constantFrom('d-', 'd.'), exclude: fc.subarray(['*.bak', '*.yaml', 'app.*', '!*.conf', '?pp.conf', '{a,b}*']) }, { requiredKeys: ['keyPrefix'] })),
  }),
  (chart, { ConfigMap }, { later, keyOfFile, directory, ...props }) => {
    const map = new ConfigMap(chart, 'Map', props);
    if (later) map.addData('later', later);
    if (later) map.addBinaryData('later-bytes', 'AAEC');
    map.addFile(join(FILES, 'values.yaml'), keyOfFile);
    if (directory) map.addDirectory(FILES, directory);
  },
);

const common = { metadata: maybe(metadata), immutable: maybe(fc.boolean()) };

export const secrets = programs(
  fc.record({ ...common, stringData: textMap, type: maybe(fc.constantFrom('Opaque', 'example.com/token')), later: maybe(text) }),
  (chart, { Secret }, { later, ...props }) => {
    const secret = new Secret(chart, 'Secret', props);
    if (later) secret.addStringData('later', later);
  },
);

export const typedSecrets = programs(
  fc.record({ ...common, some: text, other: text, account: word, auths: fc.dictionary(word, fc.record({ auth: text })) }),
  (chart, kplus, { some, other, account, auths, ...props }) => {
    const unnamed = { ...props, metadata: { labels: props.metadata?.labels, annotations: { ...props.metadata?.annotations } } };
    new kplus.BasicAuthSecret(chart, 'Basic', { ...unnamed, username: some, password: other });
    new kplus.SshAuthSecret(chart, 'Ssh', { ...unnamed, sshPrivateKey: some });
    new kplus.TlsSecret(chart, 'Tls', { ...unnamed, tlsCert: some, tlsKey: other });
    new kplus.DockerConfigSecret(chart, 'Docker', { ...unnamed, data: { auths } });
    const serviceAccount = kplus.ServiceAccount.fromServiceAccountName(chart, 'Account', account);
    new kplus.ServiceAccountTokenSecret(chart, 'Token', { ...unnamed, serviceAccount });
  },
);
