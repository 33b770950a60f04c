/** The class of a value, and the package that it comes from. */
export interface ClassOfValue {
  readonly name: string;
  /** Left out for a class that no package publishes with jsii, as those of a program. */
  readonly package?: string;
}

/** What jsii writes into each class that it compiles. It is there whatever a bundler made of the name of the class. */
const RTTI = Symbol.for('jsii.rtti');

/** The class of a value, or the class itself where it is one. The package is that of the nearest class that one publishes. */
export function classOf(value: object): ClassOfValue {
  const type = typeof value === 'function' ? value : value.constructor as Function | undefined;
  const own = rttiOf(type);
  const [packageName] = publishedAs(type)?.split('.') ?? [];
  return { name: own?.slice(own.lastIndexOf('.') + 1) ?? type?.name ?? 'object', ...packageName !== undefined && { package: packageName } };
}

function rttiOf(type: Function | undefined): string | undefined {
  return type && Object.hasOwn(type, RTTI) ? (type as { [RTTI]?: { readonly fqn: string } })[RTTI]?.fqn : undefined;
}

function publishedAs(type: Function | undefined): string | undefined {
  return (type as { [RTTI]?: { readonly fqn: string } } | undefined)?.[RTTI]?.fqn;
}

export const THIS_PACKAGE = 'cdk8s-netpol';

/** Packages whose classes everybody knows by their names. */
const FAMILIAR = [THIS_PACKAGE, 'cdk8s', 'constructs'];

/** A class as a person reads it: that of another package with the name of the package. */
export function className(value: object): string {
  const { name, package: packageName } = classOf(value);
  return packageName === undefined || FAMILIAR.includes(packageName) ? name : `${name} of ${packageName}`;
}
