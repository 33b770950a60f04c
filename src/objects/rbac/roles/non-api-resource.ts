import { IApiEndpoint, IApiResource } from '../../../resource/api-endpoint';
import { Input } from '../../../validation/input';

/** A path of the API server that is no object, such as `/healthz`. A ClusterRole can open it. */
export class NonApiResource implements IApiEndpoint {
  /**
   * A path; with `*` at its end, all that begin with it.
   *
   * @throws when it does not start with "/"
   */
  public static of(url: string): NonApiResource {
    const input = new Input('NonApiResource.of');
    const allowed = 'a path such as "/healthz" or "/healthz/*"';
    input.text('url', input.required('url', url, allowed), allowed);
    if (!/^(\/[^*]*\*?|\*)$/.test(url)) input.refuse('url', url, allowed);
    return new NonApiResource(url);
  }

  private constructor(private readonly path: string) {}

  /** Nothing: a path is no object. */
  public asApiResource(): IApiResource | undefined {
    return undefined;
  }

  /** The path. */
  public asNonApiResource(): string | undefined {
    return this.path;
  }
}
