import { dataKey, MOST_BYTES } from './data-key';
import { Input } from '../../validation/input';

/** The entries of a ConfigMap: texts and bytes, which share their keys and the room that there is. */
export class ConfigMapData {
  private readonly texts = new Map<string, string>();
  private readonly bytes = new Map<string, string>();
  private size = 0;

  constructor(private readonly input: Input) {}

  /** The texts by their keys. */
  public get data(): { [key: string]: string } {
    return Object.fromEntries(this.texts);
  }

  /** The bytes by their keys, in base64. */
  public get binaryData(): { [key: string]: string } {
    return Object.fromEntries(this.bytes);
  }

  public addText(key: string, value: string): void {
    const field = this.checkedKey('data', key);
    if (typeof this.input.required(field, value, 'text, which may be empty') !== 'string') {
      this.input.refuse(field, value, 'text: a ConfigMap has no numbers and no true or false. Put it in quotes');
    }
    this.take(key, Buffer.byteLength(value));
    this.texts.set(key, value);
  }

  public addBytes(key: string, value: string): void {
    const field = this.checkedKey('binaryData', key);
    const allowed = 'bytes in base64, such as Buffer.from(…).toString("base64")';
    this.input.required(field, value, allowed);
    if (typeof value !== 'string' || !isBase64(value)) this.input.refuse(field, value, allowed);
    this.take(key, Buffer.byteLength(value, 'base64'));
    this.bytes.set(key, value);
  }

  private checkedKey(name: string, key: string): string {
    dataKey(this.input, `a key of ${name}`, key);
    if (this.texts.has(key) || this.bytes.has(key)) {
      this.input.fail(`the key "${key}" is there already. Give this entry another key, or leave one of them out.`);
    }
    return `${name}["${key}"]`;
  }

  private take(key: string, bytes: number): void {
    if (this.size + bytes > MOST_BYTES) {
      this.input.fail(`with "${key}" the values have ${this.size + bytes} bytes, but a ConfigMap holds at most ${MOST_BYTES}. `
        + 'Leave some out, or mount a volume that holds more.');
    }
    this.size += bytes;
  }
}

function isBase64(value: string): boolean {
  return value.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(value);
}
