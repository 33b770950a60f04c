"""What is awkward between Python and JavaScript. Java and Go have a test of each of these names, too."""

import re
import subprocess
import sys
from pathlib import Path

import jsii
import pytest
from cdk8s import ApiObject, ApiObjectMetadata, App, Chart, Duration, JsonPatch, Size
from cdk8s_netpol import (
    ClusterNetworkPolicy,
    ClusterNetworkPolicyAction,
    ClusterNetworkPolicyEgressRule,
    ClusterNetworkPolicyTier,
    ConfigMap,
    ContainerProps,
    Cpu,
    Deployment,
    HorizontalPodAutoscaler,
    INetworkPolicyPeer,
    IPodSelector,
    IScalable,
    Job,
    LabelExpression,
    LabelSelector,
    Namespaces,
    NamespaceSelectorConfig,
    NetworkPolicy,
    NetworkPolicyIpBlock,
    NetworkPolicyPeerConfig,
    NetworkPolicyPort,
    NetworkPolicyRule,
    NetworkPolicyTraffic,
    NetworkPolicyTrafficDefault,
    NetworkProtocol,
    PersistentVolumeAccessMode,
    PersistentVolumeClaim,
    PodConnectionsIsolation,
    Pods,
    PodSelectorConfig,
    Reachability,
    ReachabilityAssertions,
    RestartPolicy,
    ScalingTarget,
    Verification,
)


class Shop:
    """Two workloads in one namespace: web, and an api that listens on 3000."""

    def __init__(self, folder: Path) -> None:
        self.app = App(outdir=str(folder))
        self.chart = Chart(self.app, "shop", namespace="shop")
        self.web = self.deployment("web")
        self.api = self.deployment("api", 3000)

    def deployment(self, name: str, *ports: int) -> Deployment:
        return Deployment(
            self.chart,
            name,
            metadata=ApiObjectMetadata(name=name),
            containers=[ContainerProps(image=f"{name}:1", port_number=port) for port in ports or [None]],
        )

    def from_web_to_api(self) -> str:
        return Reachability.of_app(self.app).between("shop/web", "shop/api")


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


def message(error: "pytest.ExceptionInfo[BaseException]") -> str:
    """The text of an error, without the line of the program, which Go does not tell."""
    return re.sub(r" at \S+:\d+", "", str(error.value))


def expected_text(name: str) -> str:
    """What every language says, TypeScript included."""
    return Path(__file__).parents[1].joinpath(name).read_text(encoding="utf-8").rstrip()


def test_absent_values_are_as_if_left_out(shop: Shop) -> None:
    shop.web.connections.allow_to(shop.api, ports=None, isolation=None)
    assert shop.from_web_to_api() == "TCP 3000"
    assert shop.web.replicas is None
    assert NetworkPolicyIpBlock.ipv4("10.0.0.0/8", None).except_ == []
    assert NetworkPolicyIpBlock.any_ipv4().to_pod_selector() is None

    NetworkPolicyPort.named("http", None)
    NetworkPolicyPort.of(port=80, end_port=None, name=None, protocol=None)


def test_enums_arrive_and_come_back(shop: Shop) -> None:
    assert shop.web.restart_policy == RestartPolicy.ALWAYS

    udp = NetworkPolicyPort.of(port=3000, protocol=NetworkProtocol.UDP)
    shop.web.connections.allow_to(shop.api, ports=[udp], isolation=PodConnectionsIsolation.PEER)
    assert shop.from_web_to_api() == "UDP 3000"
    assert shop.web.node.try_find_child("Connections") is None


def test_lists_of_values_arrive_and_come_back(shop: Shop) -> None:
    blocks = ["10.1.0.0/16", "10.0.9.0/24"]
    assert NetworkPolicyIpBlock.ipv4("10.0.0.0/8", blocks).except_ == blocks

    shop.web.connections.allow_to(shop.api, ports=[NetworkPolicyPort.tcp(443), NetworkPolicyPort.tcp_range(8000, 8080)])
    assert shop.from_web_to_api() == "TCP 443,8000-8080"
    assert [(one.source, one.connections) for one in Reachability.of_app(shop.app).connections() if one.destination == "shop/api[Deployment]"] == [
        ("shop/web[Deployment]", "TCP 443,8000-8080")
    ]


def test_words_of_the_language_can_be_said(shop: Shop) -> None:
    block = NetworkPolicyIpBlock.ipv4("10.0.0.0/8", except_=["10.9.0.0/16"])
    pods = Pods.select(shop.chart, "pods", expressions=[LabelExpression.in_("team", ["a", "b"])])
    NetworkPolicy(
        shop.chart,
        "policy",
        selector=shop.web,
        ingress=NetworkPolicyTraffic(default=NetworkPolicyTrafficDefault.DENY),
        egress=NetworkPolicyTraffic(rules=[NetworkPolicyRule(peers=[block, pods])]),
    )
    assert not Reachability.of_app(shop.app).is_open(from_="shop/web", to="10.9.0.1", port=80)
    assert Reachability.of_app(shop.app).is_open(from_="shop/web", to="10.8.0.1", port=80)


@jsii.implements(IPodSelector)
class TeamSelector:
    def __init__(self, team: str) -> None:
        self.team = team

    def to_pod_selector_config(self) -> PodSelectorConfig:
        return PodSelectorConfig(
            label_selector=LabelSelector.of(labels={"team": self.team}),
            namespaces=NamespaceSelectorConfig(names=["teams"]),
        )


@jsii.implements(INetworkPolicyPeer)
class Team:
    """A peer of one's own: the pods of a team, whose policies the team writes itself."""

    def __init__(self, team: str) -> None:
        self.selector = TeamSelector(team)

    def to_network_policy_peer_config(self) -> NetworkPolicyPeerConfig:
        return NetworkPolicyPeerConfig(
            pod_selector=self.selector.to_pod_selector_config(),
            ports=[NetworkPolicyPort.tcp(9000)],
            policies_elsewhere=True,
        )

    def to_pod_selector(self) -> TeamSelector:
        return self.selector


def test_a_peer_of_ones_own_is_a_peer(shop: Shop) -> None:
    teams = Chart(shop.app, "teams", namespace="teams")
    for team in ["a", "b"]:
        Deployment(
            teams,
            team,
            metadata=ApiObjectMetadata(name=team),
            pod_metadata=ApiObjectMetadata(labels={"team": team}),
            containers=[ContainerProps(image="team:1", port_number=9000)],
        )
    shop.web.connections.allow_to(Team("a"))
    reachability = Reachability.of_app(shop.app)
    assert reachability.between("shop/web", "teams/a") == "TCP 9000"
    assert reachability.between("shop/web", "teams/b") == "No Connections"
    shop.app.synth()


@jsii.implements(INetworkPolicyPeer)
class SilentPeer:
    def to_network_policy_peer_config(self) -> NetworkPolicyPeerConfig:
        return NetworkPolicyPeerConfig()

    def to_pod_selector(self) -> None:
        return None


def test_a_peer_that_says_nothing_is_refused(shop: Shop) -> None:
    with pytest.raises(RuntimeError) as error:
        shop.web.connections.allow_to(SilentPeer())
    assert message(error).startswith("shop/web: toNetworkPolicyPeerConfig() of ")
    assert message(error).endswith(' returns neither "ipBlock" nor "podSelector" nor "peers". Return one of them.')


@jsii.implements(INetworkPolicyPeer)
class FailingPeer:
    def to_network_policy_peer_config(self) -> NetworkPolicyPeerConfig:
        raise LookupError("there is no such team")

    def to_pod_selector(self) -> None:
        return None


def test_an_error_in_a_peer_arrives(shop: Shop) -> None:
    with pytest.raises(RuntimeError, match="there is no such team"):
        shop.web.connections.allow_to(FailingPeer())


def test_an_error_says_where_what_and_how_to_mend_it(shop: Shop) -> None:
    with pytest.raises(RuntimeError) as error:
        shop.web.connections.allow_to(shop.api, ports=[])
    assert message(error) == (
        'shop/web: "ports" is an empty list. Kubernetes would read it as all ports: name a port, or leave "ports" out.'
    )
    assert shop.from_web_to_api() == "All Connections"  # nothing was kept of the call


def test_a_number_that_is_no_port_is_refused() -> None:
    for port in [80.5, 70000]:
        with pytest.raises(RuntimeError) as error:
            NetworkPolicyPort.tcp(port)
        assert message(error) == f'NetworkPolicyPort.tcp: "port" is {port}, but must be a whole number from 1 to 65535.'


def warnings_of_app(folder: Path, *arguments: str) -> "list[str]":
    program = Path(__file__).with_name("warning_app.py")
    done = subprocess.run([sys.executable, str(program), str(folder), *arguments], capture_output=True, text=True, check=True)
    assert (folder / "shop.k8s.yaml").exists()
    return [line for line in done.stderr.splitlines() if ": warning: " in line]


def test_amounts_arrive_and_come_back(shop: Shop) -> None:
    assert Cpu.units(0.25).amount == "0.25"
    with pytest.raises(RuntimeError) as error:
        Cpu.millis(250.5)
    assert message(error) == 'Cpu.millis: "amount" is 250.5, but must be a whole number of at least 1.'

    modes = [PersistentVolumeAccessMode.READ_WRITE_ONCE, PersistentVolumeAccessMode.READ_ONLY_MANY]
    claim = PersistentVolumeClaim(shop.chart, "claim", storage=Size.gibibytes(1.5), access_modes=modes)
    assert claim.storage.to_mebibytes() == 1536
    assert claim.access_modes == modes
    job = Job(shop.chart, "job", active_deadline=Duration.minutes(2), containers=[ContainerProps(image="job:1")])
    assert job.active_deadline.to_seconds() == 120


def test_rules_of_cluster_policies_arrive(shop: Shop) -> None:
    ClusterNetworkPolicy(
        shop.chart,
        "policy",
        tier=ClusterNetworkPolicyTier.ADMIN,
        priority=10,
        subject=Namespaces.select(shop.chart, "namespaces", names=["shop"]),
        egress=[
            ClusterNetworkPolicyEgressRule(action=ClusterNetworkPolicyAction.ACCEPT, domain_names=["*.example.com"]),
            ClusterNetworkPolicyEgressRule(action=ClusterNetworkPolicyAction.PASS, nodes=LabelSelector.of(labels={"zone": "a"})),
        ],
    )
    assert (
        "- action: Accept\n      to:\n        - domainNames:\n            - \"*.example.com\"\n"
        "    - action: Pass\n      to:\n        - nodes:\n            matchLabels:\n              zone: a\n"
    ) in shop.app.synth_yaml()


def test_a_file_that_is_not_there_is_refused(shop: Shop) -> None:
    with pytest.raises(RuntimeError) as error:
        ConfigMap(shop.chart, "settings").add_file("absent.conf")
    assert message(error).startswith('shop/settings: "localFile" is "absent.conf", which cannot be read: ENOENT')
    assert message(error).endswith("Give the path of a file.")


@jsii.implements(IScalable)
class Rollout:
    """A workload that somebody else makes, which an autoscaler scales."""

    has_autoscaler = False

    def mark_has_autoscaler(self) -> None:
        self.has_autoscaler = True

    def to_scaling_target(self) -> ScalingTarget:
        return ScalingTarget(api_version="argoproj.io/v1alpha1", kind="Rollout", name="web", containers=[])


def test_a_workload_of_ones_own_is_scaled(shop: Shop) -> None:
    rollout = Rollout()
    HorizontalPodAutoscaler(shop.chart, "scaler", target=rollout, max_replicas=3)
    assert rollout.has_autoscaler
    assert "scaleTargetRef:\n    apiVersion: argoproj.io/v1alpha1\n    kind: Rollout\n    name: web\n" in shop.app.synth_yaml()


def test_a_warning_is_on_standard_error_and_once(tmp_path: Path) -> None:
    (warning,) = warnings_of_app(tmp_path)
    assert warning.startswith("shop/web: warning: ")
    assert warning.endswith("[no-dns]")


def test_an_acknowledged_warning_is_not_shown(tmp_path: Path) -> None:
    assert warnings_of_app(tmp_path, "it knows the address") == []


def test_a_warning_can_be_made_an_error(shop: Shop) -> None:
    shop.web.connections.allow_to(shop.api)
    Verification.of(shop.chart).fail_on("no-dns", "closed-entry")
    with pytest.raises(RuntimeError, match=r"\[shop/web\] .* \[no-dns\]"):
        shop.app.synth()


def test_a_connection_that_does_not_hold_fails_the_synth(shop: Shop, tmp_path: Path) -> None:
    shop.web.connections.allow_to(shop.api)
    ApiObject.of(shop.web.node.find_child("Connections")).add_json_patch(JsonPatch.replace("/spec/egress", []))
    with pytest.raises(RuntimeError) as error:
        shop.app.synth()
    assert message(error) == expected_text("broken-connection.txt")
    assert list(tmp_path.iterdir()) == []


def test_the_page_of_an_app_is_a_text(shop: Shop) -> None:
    shop.web.connections.allow_to(shop.api)
    html = Reachability.of_app(shop.app).to_html()
    assert html.startswith("<!DOCTYPE html>")
    assert Reachability.name_of(shop.api).split("/")[1] in html


def test_assertions_pass_where_they_hold(shop: Shop) -> None:
    admin = shop.deployment("admin")
    shop.web.connections.allow_to(shop.api)
    who = ReachabilityAssertions.of(Reachability.of_app(shop.app))
    web, api = Reachability.name_of(shop.web), Reachability.name_of(shop.api)
    who.reaches(web, api)
    who.reaches(web, api, [NetworkPolicyPort.tcp(3000)])
    who.does_not_reach(Reachability.name_of(admin), api)
    who.is_reached_only_by(api, [web])
    who.reaches_internet_only_on(web, [])


def test_an_assertion_that_fails_explains_why(shop: Shop) -> None:
    shop.web.connections.allow_to(shop.api)
    who = ReachabilityAssertions.of(Reachability.of_app(shop.app))
    with pytest.raises(RuntimeError) as error:
        who.does_not_reach("shop/web", "shop/api")
    assert message(error) == expected_text("failed-assertion.txt")
