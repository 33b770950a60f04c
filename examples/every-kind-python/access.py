from cdk8s_netpol import (
    ApiResource,
    ClusterRole,
    ClusterRoleBinding,
    ClusterRolePolicyRule,
    Group,
    NonApiResource,
    Role,
    RoleBinding,
    RolePolicyRule,
    ServiceAccount,
    ServiceAccountTokenSecret,
    User,
)
from constructs import Construct

from bakery import Bakery
from config import Config


class Access(Bakery):
    """Who may ask the API server for what."""

    def __init__(self, scope: Construct, name: str, config: Config) -> None:
        super().__init__(scope, name)

        self.account = ServiceAccount(self, "Account", automount_token=False, secrets=[config.registry])
        self.account.add_secret(config.license)
        ServiceAccountTokenSecret(self, "Token", service_account=self.account)

        baker = User.from_name(self, "Baker", "baker@example.com")
        bakers = Group.from_name(self, "Bakers", "bakers")
        pipeline = ServiceAccount.from_service_account_name(self, "Pipeline", "pipeline", namespace_name="ci")

        reader = Role(self, "Reader", rules=[RolePolicyRule(verbs=["get", "list"], resources=[ApiResource.CONFIG_MAPS])])
        reader.allow_read(ApiResource.PODS, config.settings)
        reader.allow(["watch"], ApiResource.custom(api_group="bakery.example.com", resource_type="ovens"))
        reader.bind(self.account, bakers)

        deployer = Role(self, "Deployer")
        deployer.allow_read_write(ApiResource.DEPLOYMENTS)
        deployer.allow_create(ApiResource.JOBS)
        deployer.allow_delete(ApiResource.JOBS)
        deployer.allow_delete_collection(ApiResource.JOBS)
        deployer.allow_get(ApiResource.SERVICES)
        deployer.allow_list(ApiResource.SERVICES)
        deployer.allow_patch(ApiResource.SERVICES)
        deployer.allow_update(ApiResource.SERVICES)
        deployer.allow_watch(ApiResource.SERVICES)
        deployers = RoleBinding(self, "Deployers", role=deployer)
        deployers.add_subjects(pipeline, baker)
        RoleBinding(self, "Viewers", role=Role.from_role_name(self, "Existing", "viewer")).add_subjects(bakers)

        inspector = ClusterRole(
            self,
            "Inspector",
            rules=[ClusterRolePolicyRule(verbs=["get"], endpoints=[NonApiResource.of("/healthz")])],
        )
        inspector.allow_read(ApiResource.NODES, NonApiResource.of("/metrics"))
        inspector.bind(bakers)
        inspector.bind_in_namespace("ovens", baker)

        everything = ClusterRole(self, "Everything", aggregation_labels={"bakery.example.com/aggregate": "true"})
        everything.aggregate("bakery.example.com/also", "true")
        everything.combine(inspector)
        ClusterRoleBinding(self, "Everywhere", role=ClusterRole.from_cluster_role_name(self, "View", "view")).add_subjects(bakers)

        config.pages.permissions.grant_read(self.account)
        config.settings.permissions.grant_read_write(baker)
