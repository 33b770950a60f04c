import { Assembly, lastPart, Method, Parameter, Property, PublicType, TypeReference } from './assembly';

/**
 * The public names of a package that another one does not have, or has in a way that breaks a program which changes its import line from
 * the first to the second: `Type`, or `Type.member`.
 *
 * What a program gives may be taken more widely, and what it gets may be told more narrowly.
 */
export function brokenNames(before: Assembly, after: Assembly): string[] {
  const comparison = new Comparison(after);
  return [...before.types.values()].flatMap((type) => {
    const now = after.types.get(type.name);
    if (!now || now.kind !== type.kind || !!now.datatype !== !!type.datatype) return [type.name];
    const [properties, methods] = [after.propertiesOf(now), after.methodsOf(now)];
    return [
      ...(type.members ?? []).filter(({ name }) => !now.members?.some((other) => other.name === name)),
      ...[...before.propertiesOf(type).values()].filter((property) => comparison.breaksProperty(type, property, properties.get(property.name))),
      ...[...before.methodsOf(type).values()].filter((method) => comparison.breaksMethod(method, methods.get(method.name))),
    ].map(({ name }) => `${type.name}.${name}`);
  });
}

class Comparison {
  constructor(private readonly after: Assembly) {}

  public breaksProperty(owner: PublicType, before: Property, now: Property | undefined): boolean {
    if (!now || !!now.static !== !!before.static || (now.protected && !before.protected)) return true;
    if (owner.datatype) return (before.optional && !now.optional) || !this.fits(before.type, now.type);
    return (now.optional && !before.optional) || (now.immutable && !before.immutable) || !this.fits(now.type, before.type);
  }

  public breaksMethod(before: Method, now: Method | undefined): boolean {
    if (!now || !!now.static !== !!before.static || (now.protected && !before.protected)) return true;
    return this.breaksParameters(before.parameters ?? [], now.parameters ?? []) || this.breaksResult(before.returns, now.returns);
  }

  private breaksParameters(before: readonly Parameter[], now: readonly Parameter[]): boolean {
    return before.some((parameter, index) => {
      const other = now[index];
      return !other || !!other.variadic !== !!parameter.variadic || (parameter.optional && !other.optional) || !this.fits(parameter.type, other.type);
    }) || now.slice(before.length).some(({ optional, variadic }) => !optional && !variadic);
  }

  private breaksResult(before: Method['returns'], now: Method['returns']): boolean {
    if (!before) return false;
    return !now || (now.optional && !before.optional) || !this.fits(now.type, before.type);
  }

  /** Whether a value of the one type can stand where the other is asked for. Types of both packages are the same where they have the same name. */
  private fits(given: TypeReference, asked: TypeReference): boolean {
    if (asked.primitive === 'any' || given.primitive === 'any') return true;
    if (asked.collection && given.collection) {
      return asked.collection.kind === given.collection.kind && this.fits(given.collection.elementtype, asked.collection.elementtype);
    }
    if (!asked.fqn || !given.fqn) return asked.primitive === given.primitive && asked.fqn === given.fqn && !asked.collection === !given.collection;
    const [name, wanted] = [lastPart(given.fqn), lastPart(asked.fqn)];
    const type = this.after.types.get(name);
    return name === wanted || (type !== undefined && this.after.lineage(type).some((one) => one.name === wanted));
  }
}
