from cdk8s import App
from cdk8s_netpol import Cluster

from access import Access
from autoscaling import Autoscaling
from cluster_policies import ClusterPolicies
from config import Config
from policies import Policies
from scheduling import Scheduling
from storage import Storage
from traffic import Traffic
from volumes import Volumes
from workloads import Workloads

app = App()

config = Config(app, "config")
storage = Storage(app, "storage")
access = Access(app, "access", config)
workloads = Workloads(app, "workloads", config, access)
Volumes(app, "volumes", config, storage, access)
Scheduling(app, "scheduling", workloads)
Traffic(app, "traffic", config, workloads)
Autoscaling(app, "autoscaling", workloads)
Policies(app, "policies", workloads)
ClusterPolicies(app, "cluster-policies")

# All files are applied to one cluster, always together.
Cluster.of("bakery", app)

app.synth()
