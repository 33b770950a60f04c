import { IConstruct } from 'constructs';
import { classOf, THIS_PACKAGE } from './class-of';
import { InvalidInput } from './invalid-input';
import { pathOf, show } from './show';

/**
 * Checks what a caller gave, at the place where it is given.
 *
 * JavaScript and the languages behind jsii do not check types, so a string can arrive where the compiler promised a
 * number. Every check lets `undefined` and `null` through as "not given" (`required` is the one that does not), returns
 * the value that it was asked about, and throws `InvalidInput` where the value is not allowed.
 */
export class Input {
  /**
   * @param given the construct to which it is given, or the factory that was called
   */
  constructor(private readonly given: IConstruct | string) {}

  /** The construct path, or the factory that was called. */
  public get who(): string {
    return typeof this.given === 'string' ? this.given : pathOf(this.given);
  }

  /** Says what is wrong, in the name of the one to whom it was given. */
  public fail(problem: string): never {
    throw new InvalidInput(this.who, problem);
  }

  /** Runs what a part checks by itself, and names the one to whom the part belongs as well. */
  public within<T>(act: () => T): T {
    try {
      return act();
    } catch (error) {
      if (error instanceof InvalidInput && error.who !== this.who) this.fail(error.message);
      throw error;
    }
  }

  public required<T>(name: string, value: T | null | undefined, allowed: string): T {
    return value ?? this.fail(`"${name}" is ${show(value)}, but is required. Give ${allowed}.`);
  }

  /** A struct: an object with named fields. Where `known` is given, a field outside it is a slip and refused. */
  public struct<T extends object | undefined | null>(name: string, value: T, known?: readonly string[]): T {
    if (value === undefined || value === null) return value;
    if (typeof value !== 'object' || Array.isArray(value)) this.refuse(name, value, 'an object with named fields');
    const slip = known && Object.keys(value).find((key) => !known.includes(key));
    if (slip !== undefined) this.fail(`"${name}" has a field "${slip}" that does not exist. Its fields are ${known!.join(', ')}.`);
    return value;
  }

  public text<T extends string | undefined | null>(name: string, value: T, allowed = 'text that is not empty'): T {
    return this.check(name, value, typeof value === 'string' && value !== '', allowed);
  }

  public flag<T extends boolean | undefined | null>(name: string, value: T): T {
    return this.check(name, value, typeof value === 'boolean', 'true or false');
  }

  public wholeNumber<T extends number | undefined | null>(name: string, value: T, least: number, most?: number): T {
    if (value === undefined || value === null) return value;
    if (Number.isInteger(value) && value >= least && (most === undefined || value <= most)) return value;
    return this.refuse(name, value, `a whole number ${most === undefined ? `of at least ${least}` : `from ${least} to ${most}`}`);
  }

  /** A port: 1 to 65535. Kubernetes has no port 0. */
  public port<T extends number | undefined | null>(name: string, value: T): T {
    return this.wholeNumber(name, value, 1, 65535);
  }

  /** A member of an enum. */
  public oneOf<T extends string | undefined | null>(name: string, value: T, members: object): T {
    if (value === undefined || value === null) return value;
    const allowed: unknown[] = Object.values(members);
    if (allowed.includes(value)) return value;
    return this.refuse(name, value, `one of ${allowed.map((member) => show(member)).join(', ')}`);
  }

  public list<T>(name: string, value: readonly T[] | undefined | null): readonly T[] | undefined {
    return this.check(name, value, Array.isArray(value), 'a list') ?? undefined;
  }

  /** A list that may be left out, but that opens or selects nothing sensible when it is given and empty. */
  public filledList<T>(name: string, value: readonly T[] | undefined | null, cure: string): readonly T[] | undefined {
    const list = this.list(name, value);
    if (list?.length === 0) this.fail(`"${name}" is an empty list. ${cure}`);
    return list;
  }

  /** Texts such as arguments of a command; the empty text is allowed. */
  public texts(name: string, value: readonly string[] | undefined | null): readonly string[] | undefined {
    const list = this.list(name, value);
    list?.forEach((item, index) => {
      if (typeof item !== 'string') this.refuse(`${name}[${index}]`, item, 'text');
    });
    return list;
  }

  /** An instance of a class of this library or of cdk8s. */
  public instance<T>(name: string, value: T, type: Function, allowed: string): T {
    if (value === undefined || value === null || value instanceof type) return value;
    if (typeof value === 'object' && classOf(value).name === classOf(type).name) this.refuseStranger(name, value, type);
    return this.refuse(name, value, allowed);
  }

  /** An object that implements an interface, known by the method that the interface asks for. */
  public implementing<T>(name: string, value: T, method: string, allowed: string): T {
    return this.check(name, value, typeof (value as Record<string, unknown> | undefined)?.[method] === 'function', allowed);
  }

  /** Says that the value of a field is not allowed. */
  public refuse(name: string, value: unknown, allowed: string): never {
    this.fail(`"${name}" is ${show(value)}, but must be ${allowed}.`);
  }

  /** Another package has classes of the same names, and so has a second copy of this one. */
  private refuseStranger(name: string, value: object, type: Function): never {
    const { name: own } = classOf(type);
    const { package: theirs } = classOf(value);
    if (theirs !== undefined && theirs !== THIS_PACKAGE) this.fail(`"${name}" is a ${own} of ${theirs}, but must be one of ${THIS_PACKAGE}. Import ${own} from ${THIS_PACKAGE}.`);
    return this.fail(`"${name}" is a ${own} of another package, or of a second copy of ${THIS_PACKAGE}, and cannot be read here. Import ${own} from ${THIS_PACKAGE}, and install one copy: "npm ls ${THIS_PACKAGE}" shows where they come from.`);
  }

  private check<T>(name: string, value: T, holds: boolean, allowed: string): T {
    if (value === undefined || value === null || holds) return value;
    return this.refuse(name, value, allowed);
  }
}
