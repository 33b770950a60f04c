import { ListeningPort } from '../model/cluster';
import { Labels } from '../model/selector';

/** A custom resource of which an operator makes pods whose labels follow from its manifest. */
export interface KnownMaker {
  /** Labels of every pod, beside those of `spec.podMetadata` or of the template. */
  readonly labels: (name: string) => Labels;
  /** Whether the manifest has a template of the pods, and means none without it. */
  readonly hasTemplate?: boolean;
  /** What the pods listen on, where the manifest does not say it. */
  readonly ports: readonly ListeningPort[];
}

/** Labels that the operator of Prometheus gives its pods. */
const ofPrometheusOperator = (app: string, label = app) => (name: string): Labels => ({
  'app.kubernetes.io/name': app, 'app.kubernetes.io/managed-by': 'prometheus-operator', 'app.kubernetes.io/instance': name, [label]: name,
});
const web = (port: number): readonly ListeningPort[] => [{ name: 'web', port, protocol: 'TCP' }];

/** By group and kind. */
export const KNOWN_MAKERS: { readonly [type: string]: KnownMaker } = {
  'monitoring.coreos.com Prometheus': { labels: ofPrometheusOperator('prometheus'), ports: web(9090) },
  'monitoring.coreos.com PrometheusAgent': { labels: ofPrometheusOperator('prometheus-agent', 'operator.prometheus.io/name'), ports: web(9090) },
  'monitoring.coreos.com Alertmanager': { labels: ofPrometheusOperator('alertmanager'), ports: web(9093) },
  'monitoring.coreos.com ThanosRuler': { labels: ofPrometheusOperator('thanos-ruler'), ports: web(10902) },
  'serving.knative.dev Service': { labels: (name) => ({ 'serving.knative.dev/service': name }), ports: [], hasTemplate: true },
};

/** Custom resources of which operators make pods whose labels the manifest does not tell, by group: some kinds, or all of them. */
export const POSSIBLE_MAKERS: { readonly [group: string]: readonly string[] | 'all' } = {
  'acid.zalan.do': ['postgresql'],
  'agent.k8s.elastic.co': ['Agent'],
  'apm.k8s.elastic.co': ['ApmServer'],
  'argoproj.io': ['ArgoCD', 'CronWorkflow', 'EventBus', 'EventSource', 'Sensor', 'Workflow'],
  'beat.k8s.elastic.co': ['Beat'],
  'cassandra.datastax.com': ['CassandraDatacenter'],
  'ceph.rook.io': ['CephCluster', 'CephFilesystem', 'CephObjectStore'],
  'clickhouse.altinity.com': ['ClickHouseInstallation'],
  'databases.spotahome.com': ['RedisFailover'],
  'elasticsearch.k8s.elastic.co': ['Elasticsearch'],
  'enterprisesearch.k8s.elastic.co': ['EnterpriseSearch'],
  'flink.apache.org': ['FlinkDeployment'],
  'grafana.integreatly.org': ['Grafana'],
  'grafana.org': ['GrafanaAgent'],
  'helm.cattle.io': ['HelmChart'],
  'helm.toolkit.fluxcd.io': ['HelmRelease'],
  'jaegertracing.io': ['Jaeger'],
  'k8s.keycloak.org': ['Keycloak'],
  'k8s.mariadb.com': ['MariaDB', 'MaxScale'],
  'kafka.strimzi.io': ['Kafka', 'KafkaBridge', 'KafkaConnect', 'KafkaMirrorMaker2'],
  'kibana.k8s.elastic.co': ['Kibana'],
  'kubevirt.io': ['VirtualMachine', 'VirtualMachineInstance', 'VirtualMachineInstanceReplicaSet'],
  'kustomize.toolkit.fluxcd.io': ['Kustomization'],
  'logstash.k8s.elastic.co': ['Logstash'],
  'loki.grafana.com': ['LokiStack'],
  'longhorn.io': ['EngineImage', 'InstanceManager', 'ShareManager'],
  'minio.min.io': ['Tenant'],
  'mongodbcommunity.mongodb.com': ['MongoDBCommunity'],
  'mysql.oracle.com': ['InnoDBCluster'],
  'opensearch.opster.io': ['OpenSearchCluster'],
  'opentelemetry.io': ['OpenTelemetryCollector', 'TargetAllocator'],
  'operator.victoriametrics.com': 'all',
  'postgres-operator.crunchydata.com': ['PostgresCluster'],
  'postgresql.cnpg.io': ['Cluster', 'Pooler'],
  'psmdb.percona.com': ['PerconaServerMongoDB'],
  'pxc.percona.com': ['PerconaXtraDBCluster'],
  'rabbitmq.com': ['RabbitmqCluster'],
  'ray.io': ['RayCluster', 'RayJob', 'RayService'],
  'redis.redis.opstreelabs.in': 'all',
  'sailoperator.io': ['Istio', 'ZTunnel'],
  'sparkoperator.k8s.io': ['ScheduledSparkApplication', 'SparkApplication'],
  'tekton.dev': ['PipelineRun', 'TaskRun'],
  'tempo.grafana.com': ['TempoMonolithic', 'TempoStack'],
  'zookeeper.pravega.io': ['ZookeeperCluster'],
};
