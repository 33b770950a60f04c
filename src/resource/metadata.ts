import { ApiObject, ApiObjectMetadata, ApiObjectMetadataDefinition } from 'cdk8s';
import { dnsLabel, dnsSubdomain, isDnsLabel, labelKey, labels } from '../validation/forms';
import { Input } from '../validation/input';

/** Metadata as it is written. */
interface Metadata {
  readonly name?: string;
  readonly namespace?: string;
  readonly labels?: { [key: string]: string };
  readonly annotations?: { [key: string]: string };
}

/** Checks labels and annotations where they are given. */
export function checkGivenMetadata(input: Input, name: string, metadata: Metadata | undefined): void {
  const given = input.struct(name, metadata);
  labels(input, `${name}.labels`, given?.labels);
  checkAnnotations(input, name, given?.annotations);
}

/** Whether nothing but a name and a namespace were given, which were checked, and the chart adds nothing: the usual case, quickly told. */
export function isPlain(given: ApiObjectMetadata | undefined, { chart, metadata }: ApiObject): boolean {
  const { namespace } = metadata;
  return (namespace === undefined || isDnsLabel(namespace))
    && Object.keys(chart.labels).length === 0
    && Object.keys(given ?? {}).every((field) => field === 'name' || field === 'namespace');
}

/** Checks metadata as it is going to be written, with all that was added to it and what lazy values say. */
export function checkWrittenMetadata(input: Input, name: string, metadata: ApiObjectMetadataDefinition, checkName: CheckName = checkSubdomain): void {
  const written = render(input, name, metadata);
  checkName(input, written.name, `${name}.name`);
  dnsLabel(input, `${name}.namespace`, written.namespace);
  labels(input, `${name}.labels`, written.labels);
  checkAnnotations(input, name, written.annotations);
}

/** Checks the name of an object, which is in this field. */
type CheckName = (input: Input, value: string | undefined, field: string) => void;

function checkSubdomain(input: Input, value: string | undefined, field: string): void {
  dnsSubdomain(input, field, value);
}

function render(input: Input, name: string, metadata: ApiObjectMetadataDefinition): Metadata {
  try {
    return metadata.toJson() ?? {};
  } catch (error) {
    return input.fail(`"${name}" cannot be written: ${error instanceof Error ? error.message : String(error)}. Give text, numbers, lists and plain objects.`);
  }
}

function checkAnnotations(input: Input, name: string, annotations: { [key: string]: string } | undefined | null): void {
  for (const [key, value] of Object.entries(input.struct(`${name}.annotations`, annotations) ?? {})) {
    labelKey(input, `a key of ${name}.annotations`, key);
    if (typeof value !== 'string') input.refuse(`${name}.annotations["${key}"]`, value, 'text');
  }
}
