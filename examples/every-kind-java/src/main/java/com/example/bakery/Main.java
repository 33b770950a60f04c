package com.example.bakery;

import io.github.cdk8s_netpol.Cluster;
import org.cdk8s.App;

public final class Main {
  public static void main(String[] args) {
    App app = new App();

    Config config = new Config(app, "config");
    Storage storage = new Storage(app, "storage");
    Access access = new Access(app, "access", config);
    Workloads workloads = new Workloads(app, "workloads", config, access);
    new Volumes(app, "volumes", config, storage, access);
    new Scheduling(app, "scheduling", workloads);
    new Traffic(app, "traffic", config, workloads);
    new Autoscaling(app, "autoscaling", workloads);
    new Policies(app, "policies", workloads);
    new ClusterPolicies(app, "cluster-policies");

    // All files are applied to one cluster, always together.
    Cluster.of("bakery", app);

    app.synth();
  }

  private Main() {}
}
