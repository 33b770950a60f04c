import { join } from 'path';

/** The folder with what was built of the Go module. */
const FOLDER = process.env.CLUSTER_PROGRAMS ?? '';

export const SERVER = join(FOLDER, 'server');
export const CHECKER = join(FOLDER, 'checker');

/** The definition of ClusterNetworkPolicy, as its project publishes it. */
export const CLUSTER_NETWORK_POLICY = join(FOLDER, 'clusternetworkpolicies.yaml');
