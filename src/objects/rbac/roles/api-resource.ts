import { IApiEndpoint, IApiResource } from '../../../resource/api-endpoint';
import { Input } from '../../../validation/input';

/** A kind that has no constant here. */
export interface ApiResourceOptions {
  /** The API group, such as `stable.example.com`. Empty for the kinds that have none. */
  readonly apiGroup: string;

  /** The name of the kind in URLs, in the plural: `crontabs`, or `pods/log` for a part of it. */
  readonly resourceType: string;
}

/**
 * A kind of object that a role can open. An object of this app is one itself: `role.allowRead(settings)`.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources
 */
export class ApiResource implements IApiResource, IApiEndpoint {
  /** Bindings of pods to nodes. */
  public static readonly BINDINGS = new ApiResource('', 'bindings');

  /** States of the control plane. */
  public static readonly COMPONENT_STATUSES = new ApiResource('', 'componentstatuses');

  /** ConfigMaps. */
  public static readonly CONFIG_MAPS = new ApiResource('', 'configmaps');

  /** Endpoints. */
  public static readonly ENDPOINTS = new ApiResource('', 'endpoints');

  /** Events. */
  public static readonly EVENTS = new ApiResource('', 'events');

  /** LimitRanges. */
  public static readonly LIMIT_RANGES = new ApiResource('', 'limitranges');

  /** Namespaces. */
  public static readonly NAMESPACES = new ApiResource('', 'namespaces');

  /** Nodes. */
  public static readonly NODES = new ApiResource('', 'nodes');

  /** PersistentVolumeClaims. */
  public static readonly PERSISTENT_VOLUME_CLAIMS = new ApiResource('', 'persistentvolumeclaims');

  /** PersistentVolumes. */
  public static readonly PERSISTENT_VOLUMES = new ApiResource('', 'persistentvolumes');

  /** Pods. */
  public static readonly PODS = new ApiResource('', 'pods');

  /** PodTemplates. */
  public static readonly POD_TEMPLATES = new ApiResource('', 'podtemplates');

  /** ReplicationControllers. */
  public static readonly REPLICATION_CONTROLLERS = new ApiResource('', 'replicationcontrollers');

  /** ResourceQuotas. */
  public static readonly RESOURCE_QUOTAS = new ApiResource('', 'resourcequotas');

  /** Secrets. */
  public static readonly SECRETS = new ApiResource('', 'secrets');

  /** Service accounts. */
  public static readonly SERVICE_ACCOUNTS = new ApiResource('', 'serviceaccounts');

  /** Services. */
  public static readonly SERVICES = new ApiResource('', 'services');

  /** MutatingWebhookConfigurations. */
  public static readonly MUTATING_WEBHOOK_CONFIGURATIONS = new ApiResource('admissionregistration.k8s.io', 'mutatingwebhookconfigurations');

  /** ValidatingWebhookConfigurations. */
  public static readonly VALIDATING_WEBHOOK_CONFIGURATIONS = new ApiResource('admissionregistration.k8s.io', 'validatingwebhookconfigurations');

  /** CustomResourceDefinitions. */
  public static readonly CUSTOM_RESOURCE_DEFINITIONS = new ApiResource('apiextensions.k8s.io', 'customresourcedefinitions');

  /** APIServices. */
  public static readonly API_SERVICES = new ApiResource('apiregistration.k8s.io', 'apiservices');

  /** ControllerRevisions. */
  public static readonly CONTROLLER_REVISIONS = new ApiResource('apps', 'controllerrevisions');

  /** DaemonSets. */
  public static readonly DAEMON_SETS = new ApiResource('apps', 'daemonsets');

  /** Deployments. */
  public static readonly DEPLOYMENTS = new ApiResource('apps', 'deployments');

  /** ReplicaSets. */
  public static readonly REPLICA_SETS = new ApiResource('apps', 'replicasets');

  /** StatefulSets. */
  public static readonly STATEFUL_SETS = new ApiResource('apps', 'statefulsets');

  /** TokenReviews. */
  public static readonly TOKEN_REVIEWS = new ApiResource('authentication.k8s.io', 'tokenreviews');

  /** LocalSubjectAccessReviews. */
  public static readonly LOCAL_SUBJECT_ACCESS_REVIEWS = new ApiResource('authorization.k8s.io', 'localsubjectaccessreviews');

  /** SelfSubjectAccessReviews. */
  public static readonly SELF_SUBJECT_ACCESS_REVIEWS = new ApiResource('authorization.k8s.io', 'selfsubjectaccessreviews');

  /** SelfSubjectRulesReviews. */
  public static readonly SELF_SUBJECT_RULES_REVIEWS = new ApiResource('authorization.k8s.io', 'selfsubjectrulesreviews');

  /** SubjectAccessReviews. */
  public static readonly SUBJECT_ACCESS_REVIEWS = new ApiResource('authorization.k8s.io', 'subjectaccessreviews');

  /** HorizontalPodAutoscalers. */
  public static readonly HORIZONTAL_POD_AUTOSCALERS = new ApiResource('autoscaling', 'horizontalpodautoscalers');

  /** CronJobs. */
  public static readonly CRON_JOBS = new ApiResource('batch', 'cronjobs');

  /** Jobs. */
  public static readonly JOBS = new ApiResource('batch', 'jobs');

  /** CertificateSigningRequests. */
  public static readonly CERTIFICATE_SIGNING_REQUESTS = new ApiResource('certificates.k8s.io', 'certificatesigningrequests');

  /** Leases. */
  public static readonly LEASES = new ApiResource('coordination.k8s.io', 'leases');

  /** EndpointSlices. */
  public static readonly ENDPOINT_SLICES = new ApiResource('discovery.k8s.io', 'endpointslices');

  /** FlowSchemas. */
  public static readonly FLOW_SCHEMAS = new ApiResource('flowcontrol.apiserver.k8s.io', 'flowschemas');

  /** PriorityLevelConfigurations. */
  public static readonly PRIORITY_LEVEL_CONFIGURATIONS = new ApiResource('flowcontrol.apiserver.k8s.io', 'prioritylevelconfigurations');

  /** IngressClasses. */
  public static readonly INGRESS_CLASSES = new ApiResource('networking.k8s.io', 'ingressclasses');

  /** Ingresses. */
  public static readonly INGRESSES = new ApiResource('networking.k8s.io', 'ingresses');

  /** NetworkPolicies. */
  public static readonly NETWORK_POLICIES = new ApiResource('networking.k8s.io', 'networkpolicies');

  /** RuntimeClasses. */
  public static readonly RUNTIME_CLASSES = new ApiResource('node.k8s.io', 'runtimeclasses');

  /** PodDisruptionBudgets. */
  public static readonly POD_DISRUPTION_BUDGETS = new ApiResource('policy', 'poddisruptionbudgets');

  /** ClusterRoleBindings. */
  public static readonly CLUSTER_ROLE_BINDINGS = new ApiResource('rbac.authorization.k8s.io', 'clusterrolebindings');

  /** ClusterRoles. */
  public static readonly CLUSTER_ROLES = new ApiResource('rbac.authorization.k8s.io', 'clusterroles');

  /** RoleBindings. */
  public static readonly ROLE_BINDINGS = new ApiResource('rbac.authorization.k8s.io', 'rolebindings');

  /** Roles. */
  public static readonly ROLES = new ApiResource('rbac.authorization.k8s.io', 'roles');

  /** PriorityClasses. */
  public static readonly PRIORITY_CLASSES = new ApiResource('scheduling.k8s.io', 'priorityclasses');

  /** CSIDrivers. */
  public static readonly CSI_DRIVERS = new ApiResource('storage.k8s.io', 'csidrivers');

  /** CSINodes. */
  public static readonly CSI_NODES = new ApiResource('storage.k8s.io', 'csinodes');

  /** CSIStorageCapacities. */
  public static readonly CSI_STORAGE_CAPACITIES = new ApiResource('storage.k8s.io', 'csistoragecapacities');

  /** StorageClasses. */
  public static readonly STORAGE_CLASSES = new ApiResource('storage.k8s.io', 'storageclasses');

  /** VolumeAttachments. */
  public static readonly VOLUME_ATTACHMENTS = new ApiResource('storage.k8s.io', 'volumeattachments');

  /**
   * Any other kind.
   *
   * @throws when the group is not text, or the name of the kind is missing
   */
  public static custom(options: ApiResourceOptions): ApiResource {
    const input = new Input('ApiResource.custom');
    const example = '{ apiGroup: "stable.example.com", resourceType: "crontabs" }';
    const { apiGroup, resourceType } = input.struct('options', input.required('options', options, `an object such as ${example}`));
    if (typeof apiGroup !== 'string') input.refuse('apiGroup', apiGroup, 'text, which is empty for the kinds that have no group');
    return new ApiResource(apiGroup, input.text('resourceType', input.required('resourceType', resourceType, 'the name of a kind in URLs, such as "crontabs"')));
  }

  private constructor(
    /** The API group; empty for the kinds that have none. */
    public readonly apiGroup: string,

    /** The name of the kind in URLs. */
    public readonly resourceType: string,
  ) {}

  /** This kind. */
  public asApiResource(): IApiResource | undefined {
    return this;
  }

  /** Nothing: a kind is no path of the API server. */
  public asNonApiResource(): string | undefined {
    return undefined;
  }
}
