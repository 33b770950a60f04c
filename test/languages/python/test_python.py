"""What only Python does."""

import os
import re
import subprocess
import sys
from pathlib import Path

import jsii
import pytest
from cdk8s import ApiObject, ApiObjectMetadata, App, Chart, JsonPatch
from cdk8s_netpol import (
    AdoptedPods,
    Cluster,
    ContainerProps,
    DefaultDeny,
    Deployment,
    INetworkPolicyPeer,
    IPodSelector,
    LabelSelector,
    NamespaceSelectorConfig,
    NetworkPolicyPeerConfig,
    NetworkPolicyPort,
    PodConnections,
    PodSelectorConfig,
    Reachability,
)


@pytest.fixture
def chart(tmp_path: Path) -> Chart:
    return Chart(App(outdir=str(tmp_path)), "shop", namespace="shop")


def test_a_dict_in_a_list_is_refused(chart: Chart) -> None:
    with pytest.raises(TypeError) as error:
        Deployment(chart, "api", containers=[{"image": "api:1", "port_number": 3000}])
    assert str(error.value) == "type of argument containers must be one of (Sequence[cdk8s_netpol.ContainerProps], NoneType); got list instead"


def test_a_dict_in_a_list_of_a_struct_is_refused() -> None:
    with pytest.raises(TypeError, match="VolumeMount.*; got list instead"):
        ContainerProps(image="api:1", volume_mounts=[{"path": "/data"}])


def test_a_dict_that_is_not_in_a_list_is_read(chart: Chart) -> None:
    api = Deployment(chart, "api", metadata={"name": "api"}, security_context={"fs_group": 999}, containers=[ContainerProps(image="api:1")])
    assert (api.name, api.security_context.fs_group) == ("api", 999)


class Undeclared:
    """A peer of one's own, without the decorator."""

    def to_network_policy_peer_config(self) -> NetworkPolicyPeerConfig:
        return NetworkPolicyPeerConfig()

    def to_pod_selector(self) -> None:
        return None


@pytest.mark.parametrize(
    ("peer", "kind", "text"),
    [
        ("db.example.com", RuntimeError, 'Value does not have the "$jsii.byref" key'),
        ({"ip_block": "10.0.0.0/8"}, RuntimeError, 'Value does not have the "$jsii.byref" key'),
        (Undeclared(), AttributeError, "type object 'Undeclared' has no attribute '__jsii_type__'"),
    ],
)
def test_a_peer_of_a_wrong_type_is_refused_in_the_words_of_jsii(chart: Chart, peer: object, kind: type, text: str) -> None:
    web = Deployment(chart, "web", containers=[ContainerProps(image="web:1")])
    with pytest.raises(kind, match=re.escape(text)):
        web.connections.allow_to(peer)


def test_a_tuple_is_no_list(chart: Chart) -> None:
    web = Deployment(chart, "web", containers=[ContainerProps(image="web:1")])
    api = Deployment(chart, "api", containers=[ContainerProps(image="api:1")])
    with pytest.raises(AttributeError, match="type object 'tuple' has no attribute '__jsii_type__'"):
        web.connections.allow_to(api, ports=(NetworkPolicyPort.tcp(80),))


def test_an_error_names_the_line_of_the_program(chart: Chart) -> None:
    web = Deployment(chart, "web", containers=[ContainerProps(image="web:1")])
    api = Deployment(chart, "api", containers=[ContainerProps(image="api:1", port_number=3000)])
    line = sys._getframe().f_lineno + 1
    web.connections.allow_to(api)
    ApiObject.of(web.node.find_child("Connections")).add_json_patch(JsonPatch.replace("/spec/egress", []))
    with pytest.raises(RuntimeError, match=re.escape(f"connections.allowTo(shop/api) at test_python.py:{line} does not hold")):
        chart.node.root.synth()


def test_the_environment_turns_lines_off() -> None:
    program = "import os, cdk8s_netpol; print(os.environ['JSII_HOST_STACK_TRACES'])"
    given = {**os.environ, "JSII_HOST_STACK_TRACES": "0"}
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=given).stdout.strip() == "0"


def test_the_fields_of_a_raw_object_are_added(chart: Chart) -> None:
    redis = ApiObject(chart, "redis", api_version="apps/v1", kind="StatefulSet", metadata=ApiObjectMetadata(name="redis"))
    redis.add_json_patch(JsonPatch.add("/spec", {
        "selector": {"matchLabels": {"app": "redis"}},
        "template": {"metadata": {"labels": {"app": "redis"}}, "spec": {"containers": [{"name": "redis", "image": "redis:8"}]}},
    }))
    web = Deployment(chart, "web", metadata=ApiObjectMetadata(name="web"), containers=[ContainerProps(image="web:1")])
    web.connections.allow_to(AdoptedPods.of(redis), ports=[NetworkPolicyPort.tcp(6379)])
    assert Reachability.of_app(chart.node.root).between("shop/web", "shop/redis") == "TCP 6379"


def test_the_documentation_of_the_code_names_things_as_python_does() -> None:
    assert "``allow_to``" in (PodConnections.allow_from.__doc__ or "")
    assert "``port_number``" in (ContainerProps.startup.__doc__ or "")


def test_pip_installs_the_command() -> None:
    command = Path(sys.executable).with_name("cdk8s-netpol")
    done = subprocess.run([str(command), "--help"], capture_output=True, text=True, check=True)
    assert "explain" in done.stdout


@jsii.implements(INetworkPolicyPeer, IPodSelector)
class Postgres:
    """A peer of one's own. jsii hands over a new object each time that it is passed."""

    def to_pod_selector_config(self) -> PodSelectorConfig:
        return PodSelectorConfig(label_selector=LabelSelector.of(labels={"app": "postgres"}), namespaces=NamespaceSelectorConfig(names=["data"]))

    def to_network_policy_peer_config(self) -> NetworkPolicyPeerConfig:
        return NetworkPolicyPeerConfig(pod_selector=self.to_pod_selector_config(), ports=[NetworkPolicyPort.tcp(5432)])

    def to_pod_selector(self) -> "Postgres":
        return self


def test_a_peer_of_ones_own_has_one_policy(chart: Chart) -> None:
    postgres = Postgres()
    for name in ("web", "api"):
        Deployment(chart, name, metadata=ApiObjectMetadata(name=name), containers=[ContainerProps(image="x", port_number=80)]).connections.allow_to(postgres)
    policies = [one for one in chart.to_json() if one["kind"] == "NetworkPolicy" and one["metadata"]["namespace"] == "data"]
    assert len(policies) == 1
    assert len(policies[0]["spec"]["ingress"][0]["from"]) == 2


def test_environments_are_told_apart(chart: Chart) -> None:
    app = chart.node.root
    other = Chart(app, "prod", namespace="shop")
    for one in (chart, other):
        Deployment(one, "web", metadata=ApiObjectMetadata(name="web"), containers=[ContainerProps(image="x", port_number=80)])
    closed = DefaultDeny.for_app(app, metadata=ApiObjectMetadata(labels={"team": "shop"}), egress=False)
    assert [policy.name for policy in closed.policies] == ["default-deny-shop", "default-deny-prod"]
    dev = Cluster.of("dev", chart)
    Cluster.of("prod", other)
    assert Reachability.of_cluster(dev).between("203.0.113.1", "shop/web") == "No Connections"
    with pytest.raises(RuntimeError, match='the app is for the clusters "dev", "prod", which share nothing'):
        Reachability.of_app(app)


def test_a_connection_without_ports_is_warned_of(tmp_path: Path) -> None:
    program = """
from cdk8s import App, Chart
from cdk8s_netpol import ContainerProps, Deployment
app = App(outdir="dist")
chart = Chart(app, "shop", namespace="shop")
web = Deployment(chart, "web", containers=[ContainerProps(image="x")])
api = Deployment(chart, "api", containers=[ContainerProps(image="x")])
web.connections.allow_to(api)
app.synth()
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert "opens every port, because none is named and shop/api declares none" in done.stderr
    assert "[all-ports]" in done.stderr
