from cdk8s_netpol import BasicAuthSecret, ConfigMap, DockerConfigSecret, Secret, SshAuthSecret, TlsSecret
from constructs import Construct

from bakery import Bakery


class Config(Bakery):
    """What the programs read: a ConfigMap from each source, and a Secret of each type."""

    def __init__(self, scope: Construct, name: str) -> None:
        super().__init__(scope, name)

        self.settings = ConfigMap(self, "Settings", data={"LOG_LEVEL": "info"}, binary_data={"logo.gif": "R0lGODlhAQABAAAAACw="})
        self.settings.add_data("CURRENCY", "EUR")
        self.settings.add_binary_data("favicon.ico", "AAABAAEA")
        self.settings.add_file("config/bakery.conf")

        self.pages = ConfigMap(self, "Pages", immutable=True)
        self.pages.add_directory("config/pages", key_prefix="page-", exclude=["*.bak"])

        self.payment = Secret(self, "Payment", type="example.com/payment", string_data={"account": "bakery"})
        self.payment.add_string_data("token", "only-for-the-example")
        self.database = BasicAuthSecret(self, "Database", username="orders", password="only-for-the-example", immutable=True)
        self.registry = DockerConfigSecret(self, "Registry", data={"auths": {"registry.example.com": {"auth": "YmFrZXI6YnJlYWQ="}}})
        self.deploy_key = SshAuthSecret(self, "DeployKey", ssh_private_key="only-for-the-example")
        self.certificate = TlsSecret(self, "Certificate", tls_cert="only-for-the-example", tls_key="only-for-the-example")

        self.license = Secret.from_secret_name(self, "License", "license")
