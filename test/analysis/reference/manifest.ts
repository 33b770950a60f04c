/** A Kubernetes object as it was read: of some kind, and not yet known to be right. */
export interface Manifest {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: { readonly name?: string; readonly namespace?: string; readonly labels?: Readonly<Record<string, string>> };
  readonly spec?: any;
  readonly status?: any;
  readonly items?: readonly Manifest[];
}

/** The objects, those in a `List` one by one. */
export function objectsIn(manifests: readonly object[]): Manifest[] {
  return (manifests as readonly Manifest[]).flatMap((manifest) => manifest.kind === 'List' ? objectsIn(manifest.items ?? []) : [manifest]);
}

/** Rule 4: without a namespace, an object is in `default`. */
export function namespaceOf({ metadata }: Manifest): string {
  return metadata?.namespace ?? 'default';
}

/** `shop/web`; a cluster-wide object is just `web`. */
export function nameOf({ metadata }: Manifest): string {
  return metadata?.name ?? '';
}
