import { IApiEndpoint, IApiResource } from '../../../resource/api-endpoint';
import { filled, present } from '../../../resource/present';
import { Input } from '../../../validation/input';

/** The verbs of a rule. The API server takes any, but not none. */
export function checkedVerbs(input: Input, verbs: string[]): string[] {
  const example = 'Give verbs such as ["get", "list", "watch"].';
  const list = input.filledList('verbs', input.required('verbs', verbs, 'a list of verbs, such as ["get"]'), example)!;
  return list.map((verb, index) => input.text(`verbs[${index}]`, input.required(`verbs[${index}]`, verb, 'a verb such as "get"'), 'a verb such as "get"'));
}

export function checkedResources(input: Input, resources: IApiResource[]): IApiResource[] {
  const allowed = 'a kind such as ApiResource.PODS, or an object of this app';
  return checkedList(input, 'resources', resources, allowed, (resource) => {
    const { apiGroup, resourceType } = resource as Partial<IApiResource>;
    return typeof apiGroup === 'string' && typeof resourceType === 'string' && resourceType !== '';
  });
}

export function checkedEndpoints(input: Input, endpoints: IApiEndpoint[]): IApiEndpoint[] {
  const allowed = 'a kind such as ApiResource.PODS, an object of this app, or a path such as NonApiResource.of("/healthz")';
  return checkedList(input, 'endpoints', endpoints, allowed, (endpoint) => (
    typeof (endpoint as Partial<IApiEndpoint>).asApiResource === 'function' && typeof (endpoint as Partial<IApiEndpoint>).asNonApiResource === 'function'
  ));
}

function checkedList<T extends object>(input: Input, name: string, values: T[], allowed: string, holds: (value: object) => boolean): T[] {
  const list = input.filledList(name, input.required(name, values, `a list of ${allowed}`), `Give ${allowed}.`)!;
  list.forEach((value, index) => {
    const field = `${name}[${index}]`;
    input.required(field, value, allowed);
    if (typeof value !== 'object' || !holds(value)) input.refuse(field, value, allowed);
  });
  return [...list];
}

/** A rule for a kind or one object of it. */
export function resourceRule(verbs: readonly string[], resource: IApiResource): object {
  return present({
    apiGroups: [resource.apiGroup === 'core' ? '' : resource.apiGroup],
    resources: [resource.resourceType],
    resourceNames: filled(resource.resourceName ? [resource.resourceName] : []),
    verbs,
  });
}

/** A rule for whatever the endpoint is. */
export function endpointRule(input: Input, verbs: readonly string[], endpoint: IApiEndpoint): object {
  const [resource, path] = [endpoint.asApiResource() ?? undefined, endpoint.asNonApiResource() ?? undefined];
  if ((resource === undefined) === (path === undefined)) {
    input.fail(`an endpoint is ${resource ? 'an object and a path at once' : 'neither an object nor a path'}. Return one of them from asApiResource() and `
      + 'asNonApiResource().');
  }
  return resource ? resourceRule(verbs, resource) : { nonResourceURLs: [path], verbs };
}
