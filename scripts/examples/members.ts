import { isClassOrInterfaceType, isInterfaceType, Method, Type } from '@jsii/spec';

/** Whether a type is data, which is given, and not called. */
export function isStruct(type: Type): boolean {
  return isInterfaceType(type) && type.datatype === true;
}

/** The names of what can be read of an object. */
export function propertiesOf(types: readonly Type[]): ReadonlySet<string> {
  const properties = types.flatMap((type) => (isClassOrInterfaceType(type) && !isStruct(type) ? type.properties ?? [] : []));
  return new Set(properties.filter((one) => !one.static).map(({ name }) => name));
}

export function methodsOf(type: Type): readonly Method[] {
  return isClassOrInterfaceType(type) && !isStruct(type) ? type.methods ?? [] : [];
}

export function capitalized(name: string): string {
  return name[0].toUpperCase() + name.slice(1);
}
