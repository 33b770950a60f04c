import { Construct } from 'constructs';
import { dataKey, MOST_BYTES } from './data-key';
import { ResourceProps } from '../../resource/resource';
import { Input } from '../../validation/input';

/** The texts of a Secret. What they are is in no error: a wrong value is told by its type. */
export class SecretData {
  private readonly texts = new Map<string, string>();

  constructor(private readonly input: Input) {}

  public get all(): { [key: string]: string } {
    return Object.fromEntries(this.texts);
  }

  public get(key: string): string | undefined {
    return this.texts.get(key);
  }

  public addAll(data: { [key: string]: string } | undefined | null): void {
    if (data === undefined || data === null) return;
    if (typeof data !== 'object' || Array.isArray(data)) this.input.fail(`"stringData" is ${typeOf(data)}, but must be an object with texts by their keys.`);
    Object.entries(data).forEach(([key, value]) => this.add(key, value));
  }

  public add(key: string, value: string): void {
    dataKey(this.input, 'a key of stringData', key);
    confidentialText(this.input, `stringData["${key}"]`, value);
    const others = [...this.texts].filter(([other]) => other !== key);
    const bytes = [value, ...others.map(([, text]) => text)].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    if (bytes > MOST_BYTES) this.input.fail(`with "${key}" the values have ${bytes} bytes, but a Secret holds at most ${MOST_BYTES}. Leave some out.`);
    this.texts.set(key, value);
  }
}

/** Text that no error may show. */
export function confidentialText(input: Input, name: string, value: unknown): string {
  return typeof value === 'string' ? value : input.fail(`"${name}" is ${typeOf(value)}, but must be text.`);
}

/** What every object is told, without the values of a Secret. */
export function metadataAlone(scope: Construct, id: string, props: ResourceProps | undefined | null): ResourceProps | undefined {
  if (props === undefined || props === null) return undefined;
  if (typeof props === 'object' && !Array.isArray(props)) return props.metadata === undefined ? {} : { metadata: props.metadata };
  return new Input(`${scope.node.path}/${id}`).fail(`"props" is ${typeOf(props)}, but must be an object with named fields.`);
}

function typeOf(value: unknown): string {
  if (value === undefined) return 'not given';
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : `of the type ${typeof value}`;
}
