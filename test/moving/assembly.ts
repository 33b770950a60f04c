import { readFileSync } from 'fs';
import { join } from 'path';
import { gunzipSync } from 'zlib';

/** A type as a jsii assembly names it. */
export interface TypeReference {
  readonly primitive?: string;
  readonly fqn?: string;
  readonly collection?: { readonly kind: string; readonly elementtype: TypeReference };
}

interface Member {
  readonly name: string;
  readonly static?: boolean;
  readonly protected?: boolean;
  readonly optional?: boolean;
}

export interface Property extends Member {
  readonly type: TypeReference;
  readonly immutable?: boolean;
}

export interface Parameter {
  readonly name: string;
  readonly type: TypeReference;
  readonly optional?: boolean;
  readonly variadic?: boolean;
}

export interface Method extends Member {
  readonly parameters?: Parameter[];
  readonly returns?: { readonly type: TypeReference; readonly optional?: boolean };
}

export interface PublicType {
  readonly name: string;
  readonly kind: 'class' | 'interface' | 'enum';
  readonly datatype?: boolean;
  readonly abstract?: boolean;
  readonly base?: string;
  readonly interfaces?: string[];
  readonly initializer?: Omit<Method, 'name'>;
  readonly properties?: Property[];
  readonly methods?: Method[];
  readonly members?: { readonly name: string }[];
}

/** The public types of a package, by their names, as its jsii assembly lists them. */
export class Assembly {
  /**
   * @param folder where the package lies
   * @param leftOut a namespace whose types are not read
   */
  public static of(folder: string, leftOut?: string): Assembly {
    const types = Object.values(read(folder).types).filter((type) => type.namespace === undefined || type.namespace !== leftOut);
    return new Assembly(new Map(types.map((type) => [type.name, type])));
  }

  private constructor(public readonly types: ReadonlyMap<string, PublicType>) {}

  /** The type and all that it is besides, its own members first. */
  public lineage({ base, interfaces = [], ...type }: PublicType): PublicType[] {
    const above = [...base ? [base] : [], ...interfaces].flatMap((fqn) => this.types.get(lastPart(fqn)) ?? []);
    return [type, ...above.flatMap((one) => this.lineage(one))];
  }

  public propertiesOf(type: PublicType): Map<string, Property> {
    return byName(this.lineage(type).flatMap(({ properties = [] }) => properties));
  }

  public methodsOf(type: PublicType): Map<string, Method> {
    const constructors = this.lineage(type).flatMap(({ initializer }) => initializer ? [{ ...initializer, name: 'constructor' }] : []);
    return byName([...constructors, ...this.lineage(type).flatMap(({ methods = [] }) => methods)]);
  }
}

export function lastPart(fqn: string): string {
  return fqn.slice(fqn.lastIndexOf('.') + 1);
}

function byName<T extends { readonly name: string }>(members: readonly T[]): Map<string, T> {
  return new Map([...members].reverse().map((member) => [member.name, member]));
}

function read(folder: string): { types: Record<string, PublicType & { namespace?: string }> } {
  const parse = (text: string): any => JSON.parse(text);
  const assembly = parse(readFileSync(join(folder, '.jsii'), 'utf8'));
  if (assembly.schema !== 'jsii/file-redirect') return assembly;
  return parse(gunzipSync(readFileSync(join(folder, assembly.filename as string))).toString());
}
