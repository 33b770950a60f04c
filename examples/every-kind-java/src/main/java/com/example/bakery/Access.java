package com.example.bakery;

import io.github.cdk8s_netpol.ApiResource;
import io.github.cdk8s_netpol.ApiResourceOptions;
import io.github.cdk8s_netpol.ClusterRole;
import io.github.cdk8s_netpol.ClusterRoleBinding;
import io.github.cdk8s_netpol.ClusterRolePolicyRule;
import io.github.cdk8s_netpol.FromServiceAccountNameOptions;
import io.github.cdk8s_netpol.Group;
import io.github.cdk8s_netpol.IServiceAccount;
import io.github.cdk8s_netpol.NonApiResource;
import io.github.cdk8s_netpol.Role;
import io.github.cdk8s_netpol.RoleBinding;
import io.github.cdk8s_netpol.RolePolicyRule;
import io.github.cdk8s_netpol.ServiceAccount;
import io.github.cdk8s_netpol.ServiceAccountTokenSecret;
import io.github.cdk8s_netpol.User;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/** Who may ask the API server for what. */
final class Access extends Bakery {
  final ServiceAccount account;

  Access(Construct scope, String name, Config config) {
    super(scope, name);

    account = ServiceAccount.Builder.create(this, "Account").automountToken(false).secrets(List.of(config.registry)).build();
    account.addSecret(config.license);
    ServiceAccountTokenSecret.Builder.create(this, "Token").serviceAccount(account).build();

    User baker = User.fromName(this, "Baker", "baker@example.com");
    Group bakers = Group.fromName(this, "Bakers", "bakers");
    IServiceAccount pipeline = ServiceAccount.fromServiceAccountName(this, "Pipeline", "pipeline",
        FromServiceAccountNameOptions.builder().namespaceName("ci").build());

    Role reader = Role.Builder.create(this, "Reader")
        .rules(List.of(RolePolicyRule.builder().verbs(List.of("get", "list")).resources(List.of(ApiResource.CONFIG_MAPS)).build()))
        .build();
    reader.allowRead(ApiResource.PODS, config.settings);
    reader.allow(List.of("watch"), ApiResource.custom(ApiResourceOptions.builder()
        .apiGroup("bakery.example.com")
        .resourceType("ovens")
        .build()));
    reader.bind(account, bakers);

    Role deployer = new Role(this, "Deployer");
    deployer.allowReadWrite(ApiResource.DEPLOYMENTS);
    deployer.allowCreate(ApiResource.JOBS);
    deployer.allowDelete(ApiResource.JOBS);
    deployer.allowDeleteCollection(ApiResource.JOBS);
    deployer.allowGet(ApiResource.SERVICES);
    deployer.allowList(ApiResource.SERVICES);
    deployer.allowPatch(ApiResource.SERVICES);
    deployer.allowUpdate(ApiResource.SERVICES);
    deployer.allowWatch(ApiResource.SERVICES);
    RoleBinding deployers = RoleBinding.Builder.create(this, "Deployers").role(deployer).build();
    deployers.addSubjects(pipeline, baker);
    RoleBinding.Builder.create(this, "Viewers").role(Role.fromRoleName(this, "Existing", "viewer")).build().addSubjects(bakers);

    ClusterRole inspector = ClusterRole.Builder.create(this, "Inspector")
        .rules(List.of(ClusterRolePolicyRule.builder().verbs(List.of("get")).endpoints(List.of(NonApiResource.of("/healthz"))).build()))
        .build();
    inspector.allowRead(ApiResource.NODES, NonApiResource.of("/metrics"));
    inspector.bind(bakers);
    inspector.bindInNamespace("ovens", baker);

    ClusterRole everything = ClusterRole.Builder.create(this, "Everything")
        .aggregationLabels(Map.of("bakery.example.com/aggregate", "true"))
        .build();
    everything.aggregate("bakery.example.com/also", "true");
    everything.combine(inspector);
    ClusterRoleBinding everywhere = ClusterRoleBinding.Builder.create(this, "Everywhere")
        .role(ClusterRole.fromClusterRoleName(this, "View", "view"))
        .build();
    everywhere.addSubjects(bakers);

    config.pages.getPermissions().grantRead(account);
    config.settings.getPermissions().grantReadWrite(baker);
  }
}
