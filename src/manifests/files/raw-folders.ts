import { dirname, join, resolve, sep } from 'path';
import { bytesOfFile } from './bytes';
import { textOf } from '../text';
import { read, UnusableInput } from '../unusable-input';
import { yamlValue } from '../yaml/yaml-value';

/** A folder whose files are not what is applied: a kustomization changes its resources, a Helm chart renders its templates. */
export interface RawFolder {
  readonly kind: 'kustomization' | 'chart';
  readonly folder: string;
}

const KUSTOMIZATION = /^(kustomization\.ya?ml|Kustomization)$/;
const CHART = /^Chart\.ya?ml$/;
/** What of a chart is no manifest, or none yet. */
const OF_CHART = /^(templates|charts|Chart\.(ya?ml|lock)|values.*\.(ya?ml|json))$/;

/** What a folder is, by the names of what is in it. */
export function rawKindOf(names: readonly string[]): RawFolder['kind'] | undefined {
  if (names.some((name) => CHART.test(name))) return 'chart';
  return names.some((name) => KUSTOMIZATION.test(name)) ? 'kustomization' : undefined;
}

/** Whether a file or folder of a raw folder says nothing by itself. */
export function isOfTool(kind: RawFolder['kind'], name: string): boolean {
  return kind === 'chart' ? OF_CHART.test(name) : KUSTOMIZATION.test(name);
}

/** The files and folders that a kustomization names as something else than resources, by their whole paths. */
export function notResources(folder: string, names: readonly string[]): readonly string[] {
  const file = join(folder, names.find((name) => KUSTOMIZATION.test(name))!);
  const found = read(() => yamlValue(textOf(bytesOfFile(file)), 1));
  if (found instanceof UnusableInput || typeof found.value !== 'object' || found.value === null) return [];
  return namedIn(found.value as Kustomization).map((path) => resolve(dirname(file), path));
}

/** The fields of a kustomization that name files other than resources. */
interface Kustomization {
  readonly patches?: unknown;
  readonly patchesJson6902?: unknown;
  readonly replacements?: unknown;
  readonly openapi?: unknown;
  readonly patchesStrategicMerge?: unknown;
  readonly components?: unknown;
  readonly transformers?: unknown;
  readonly generators?: unknown;
  readonly validators?: unknown;
  readonly configurations?: unknown;
  readonly crds?: unknown;
  readonly configMapGenerator?: unknown;
  readonly secretGenerator?: unknown;
  readonly helmCharts?: unknown;
}

function namedIn(given: Kustomization): string[] {
  const { patches, patchesJson6902, replacements, openapi, configMapGenerator, secretGenerator, helmCharts } = given;
  const { patchesStrategicMerge, components, transformers, generators, validators, configurations, crds } = given;
  return [
    ...[patches, patchesJson6902, replacements, [openapi]].flatMap((list) => textsAt(list, 'path')),
    ...[patchesStrategicMerge, components, transformers, generators, validators, configurations, crds].flatMap(texts),
    ...[configMapGenerator, secretGenerator].flatMap(objects).flatMap(({ files, envs, env }) => [files, envs, [env]].flatMap(texts).map(withoutKey)),
    ...objects(helmCharts).flatMap(({ valuesFile, additionalValuesFiles }) => [[valuesFile], additionalValuesFiles].flatMap(texts)),
  ].filter((path) => !path.includes('\n') && !path.includes('://'));
}

/** A file of a generator may have the name of a key before it, as in `config=values.yaml`. */
function withoutKey(text: string): string {
  return text.slice(text.indexOf('=') + 1);
}

function objects(list: unknown): { readonly [key: string]: unknown }[] {
  return Array.isArray(list) ? list.filter((item) => typeof item === 'object' && item !== null) : [];
}

function texts(list: unknown): string[] {
  return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
}

function textsAt(list: unknown, key: string): string[] {
  return objects(list).flatMap((item) => texts([item[key]]));
}

/** Whether a path is one of these, or lies in one. */
export function liesIn(path: string, places: ReadonlySet<string>): boolean {
  for (let part = path; ; part = dirname(part)) {
    if (places.has(part)) return true;
    if (part === dirname(part) || !part.includes(sep)) return false;
  }
}
