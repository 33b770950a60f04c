import { ResourcePermissions } from '../../resource/permissions';

type Grants = typeof import('./grants');

// What makes roles is loaded when a permission is first granted, and not by every program that imports this library.
// eslint-disable-next-line @typescript-eslint/no-require-imports
ResourcePermissions._grantBy((resource, verbs, subjects) => (require('./grants') as Grants).grant(resource, verbs, subjects));
