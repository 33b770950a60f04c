/**
 * Writes a generated cluster as YAML, a file for each namespace:
 *
 *   ts-node --transpile-only --project test/tsconfig.json bench/write-cluster.ts FOLDER WORKLOADS [POLICIES] [SEED] [--configured]
 *
 * With --configured, workloads have variables, Services and ConfigMaps.
 */
import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { stringify } from 'yaml';
import { withConfiguration } from './cluster-configuration';
import { cluster } from './clusters';
import { Random } from './random';

const isConfigured = process.argv.includes('--configured');
const [folder, ...numbers] = process.argv.slice(2).filter((word) => word !== '--configured');
const [workloads, policies, seed] = numbers.map(Number);
if (!folder || !(workloads > 0)) {
  console.error('Usage: write-cluster FOLDER WORKLOADS [POLICIES] [SEED]');
  process.exit(2);
}

const files = new Map<string, string[]>();
const plain = cluster({ workloads, policies, seed });
const manifests = (isConfigured ? withConfiguration(plain, new Random(seed || 1)) : plain) as { metadata: { name: string; namespace?: string } }[];
for (const manifest of manifests) {
  const namespace = manifest.metadata.namespace ?? manifest.metadata.name;
  const documents = files.get(namespace) ?? [];
  documents.push(stringify(manifest, { aliasDuplicateObjects: false, indentSeq: false, lineWidth: 0 }));
  files.set(namespace, documents);
}
mkdirSync(folder, { recursive: true });
let bytes = 0;
for (const [namespace, documents] of files) {
  const text = documents.join('---\n');
  bytes += Buffer.byteLength(text);
  writeFileSync(join(folder, `${namespace}.yaml`), text);
}
console.log(`${manifests.length} manifests in ${files.size} files, ${(bytes / 1e6).toFixed(2)} MB`);
