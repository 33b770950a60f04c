// Package boundary tries what is awkward between Go and JavaScript. Python and Java have a test of each of these names, too.
package boundary

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-netpol/cdk8s-netpol-go/cdk8snetpol"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

func TestAbsentValuesAreAsIfLeftOut(t *testing.T) {
	shop := newShop(t.TempDir())
	shop.web.Connections().AllowTo(shop.api, &cdk8snetpol.PodConnectionsAllowToOptions{})
	equal(t, shop.fromWebToAPI(), "TCP 3000")
	equal(t, shop.web.Replicas() == nil, true)
	equal(t, len(*cdk8snetpol.NetworkPolicyIpBlock_Ipv4(jsii.String("10.0.0.0/8"), nil).Except()), 0)
	equal(t, cdk8snetpol.NetworkPolicyIpBlock_AnyIpv4().ToPodSelector() == nil, true)

	cdk8snetpol.NetworkPolicyPort_Named(jsii.String("http"), "")
	cdk8snetpol.NetworkPolicyPort_Of(&cdk8snetpol.NetworkPolicyPortProps{Port: jsii.Number(80)})
}

func TestEnumsArriveAndComeBack(t *testing.T) {
	shop := newShop(t.TempDir())
	equal(t, shop.web.RestartPolicy(), cdk8snetpol.RestartPolicy_ALWAYS)

	udp := cdk8snetpol.NetworkPolicyPort_Of(&cdk8snetpol.NetworkPolicyPortProps{
		Port:     jsii.Number(3000),
		Protocol: cdk8snetpol.NetworkProtocol_UDP,
	})
	shop.web.Connections().AllowTo(shop.api, &cdk8snetpol.PodConnectionsAllowToOptions{
		Ports:     &[]cdk8snetpol.NetworkPolicyPort{udp},
		Isolation: cdk8snetpol.PodConnectionsIsolation_PEER,
	})
	equal(t, shop.fromWebToAPI(), "UDP 3000")
	equal(t, shop.web.Node().TryFindChild(jsii.String("Connections")) == nil, true)
}

func TestListsOfValuesArriveAndComeBack(t *testing.T) {
	shop := newShop(t.TempDir())
	blocks := jsii.Strings("10.1.0.0/16", "10.0.9.0/24")
	equal(t, texts(cdk8snetpol.NetworkPolicyIpBlock_Ipv4(jsii.String("10.0.0.0/8"), blocks).Except()), texts(blocks))

	shop.web.Connections().AllowTo(shop.api, &cdk8snetpol.PodConnectionsAllowToOptions{
		Ports: &[]cdk8snetpol.NetworkPolicyPort{
			cdk8snetpol.NetworkPolicyPort_Tcp(jsii.Number(443)),
			cdk8snetpol.NetworkPolicyPort_TcpRange(jsii.Number(8000), jsii.Number(8080)),
		},
	})
	equal(t, shop.fromWebToAPI(), "TCP 443,8000-8080")
	var sources []string
	for _, one := range *cdk8snetpol.Reachability_OfApp(shop.app).Connections() {
		if *one.Destination == "shop/api[Deployment]" {
			sources = append(sources, *one.Source+" "+*one.Connections)
		}
	}
	equal(t, sources, []string{"shop/web[Deployment] TCP 443,8000-8080"})
}

func TestWordsOfTheLanguageCanBeSaid(t *testing.T) {
	shop := newShop(t.TempDir())
	block := cdk8snetpol.NetworkPolicyIpBlock_Ipv4(jsii.String("10.0.0.0/8"), jsii.Strings("10.9.0.0/16"))
	pods := cdk8snetpol.Pods_Select(shop.chart, jsii.String("pods"), &cdk8snetpol.PodsSelectOptions{
		Expressions: &[]cdk8snetpol.LabelExpression{cdk8snetpol.LabelExpression_In(jsii.String("team"), jsii.Strings("a", "b"))},
	})
	cdk8snetpol.NewNetworkPolicy(shop.chart, jsii.String("policy"), &cdk8snetpol.NetworkPolicyProps{
		Selector: shop.web,
		Ingress:  &cdk8snetpol.NetworkPolicyTraffic{Default: cdk8snetpol.NetworkPolicyTrafficDefault_DENY},
		Egress: &cdk8snetpol.NetworkPolicyTraffic{
			Rules: &[]*cdk8snetpol.NetworkPolicyRule{{Peers: &[]cdk8snetpol.INetworkPolicyPeer{block, pods}}},
		},
	})
	reachability := cdk8snetpol.Reachability_OfApp(shop.app)
	for address, open := range map[string]bool{"10.9.0.1": false, "10.8.0.1": true} {
		query := &cdk8snetpol.ReachabilityQuery{From: jsii.String("shop/web"), To: &address, Port: jsii.Number(80)}
		equal(t, *reachability.IsOpen(query), open)
	}
}

func TestAPeerOfOnesOwnIsAPeer(t *testing.T) {
	shop := newShop(t.TempDir())
	teams := cdk8s.NewChart(shop.app, jsii.String("teams"), &cdk8s.ChartProps{Namespace: jsii.String("teams")})
	for _, name := range []string{"a", "b"} {
		cdk8snetpol.NewDeployment(teams, &name, &cdk8snetpol.DeploymentProps{
			Metadata:    &cdk8s.ApiObjectMetadata{Name: &name},
			PodMetadata: &cdk8s.ApiObjectMetadata{Labels: &map[string]*string{"team": &name}},
			Containers:  &[]*cdk8snetpol.ContainerProps{{Image: jsii.String("team:1"), PortNumber: jsii.Number(9000)}},
		})
	}
	shop.web.Connections().AllowTo(&team{"a"}, nil)
	reachability := cdk8snetpol.Reachability_OfApp(shop.app)
	equal(t, *reachability.Between(jsii.String("shop/web"), jsii.String("teams/a")), "TCP 9000")
	equal(t, *reachability.Between(jsii.String("shop/web"), jsii.String("teams/b")), "No Connections")
	shop.app.Synth()
}

// silentPeer has a field because Go may give all pointers to empty structs one address, by which peers would be taken for each other.
type silentPeer struct{ name string }

func (*silentPeer) ToNetworkPolicyPeerConfig() *cdk8snetpol.NetworkPolicyPeerConfig {
	return &cdk8snetpol.NetworkPolicyPeerConfig{}
}

func (*silentPeer) ToPodSelector() cdk8snetpol.IPodSelector {
	return nil
}

func TestAPeerThatSaysNothingIsRefused(t *testing.T) {
	shop := newShop(t.TempDir())
	text := errorOf(t, func() { shop.web.Connections().AllowTo(&silentPeer{"nobody"}, nil) })
	equal(t, strings.HasPrefix(text, "shop/web: toNetworkPolicyPeerConfig() of "), true)
	equal(t, strings.HasSuffix(text, ` returns neither "ipBlock" nor "podSelector" nor "peers". Return one of them.`), true)
}

type failingPeer struct{ silentPeer }

func (*failingPeer) ToNetworkPolicyPeerConfig() *cdk8snetpol.NetworkPolicyPeerConfig {
	panic("there is no such team")
}

func TestAnErrorInAPeerArrives(t *testing.T) {
	shop := newShop(t.TempDir())
	text := errorOf(t, func() { shop.web.Connections().AllowTo(&failingPeer{}, nil) })
	equal(t, strings.Contains(text, "there is no such team"), true)
}

func TestAnErrorSaysWhereWhatAndHowToMendIt(t *testing.T) {
	shop := newShop(t.TempDir())
	noPorts := &cdk8snetpol.PodConnectionsAllowToOptions{Ports: &[]cdk8snetpol.NetworkPolicyPort{}}
	equal(t, errorOf(t, func() { shop.web.Connections().AllowTo(shop.api, noPorts) }),
		`shop/web: "ports" is an empty list. Kubernetes would read it as all ports: name a port, or leave "ports" out.`)
	equal(t, shop.fromWebToAPI(), "All Connections") // nothing was kept of the call
}

func TestANumberThatIsNoPortIsRefused(t *testing.T) {
	for _, port := range []float64{80.5, 70000} {
		equal(t, errorOf(t, func() { cdk8snetpol.NetworkPolicyPort_Tcp(&port) }),
			fmt.Sprintf(`NetworkPolicyPort.tcp: "port" is %v, but must be a whole number from 1 to 65535.`, port))
	}
}

func TestAmountsArriveAndComeBack(t *testing.T) {
	shop := newShop(t.TempDir())
	equal(t, *cdk8snetpol.Cpu_Units(jsii.Number(0.25)).Amount(), "0.25")
	millis := errorOf(t, func() { cdk8snetpol.Cpu_Millis(jsii.Number(250.5)) })
	equal(t, millis, `Cpu.millis: "amount" is 250.5, but must be a whole number of at least 1.`)

	modes := &[]cdk8snetpol.PersistentVolumeAccessMode{
		cdk8snetpol.PersistentVolumeAccessMode_READ_WRITE_ONCE,
		cdk8snetpol.PersistentVolumeAccessMode_READ_ONLY_MANY,
	}
	claim := cdk8snetpol.NewPersistentVolumeClaim(shop.chart, jsii.String("claim"), &cdk8snetpol.PersistentVolumeClaimProps{
		Storage:     cdk8s.Size_Gibibytes(jsii.Number(1.5)),
		AccessModes: modes,
	})
	equal(t, *claim.Storage().ToMebibytes(nil), 1536)
	equal(t, claim.AccessModes(), modes)
	job := cdk8snetpol.NewJob(shop.chart, jsii.String("job"), &cdk8snetpol.JobProps{
		ActiveDeadline: cdk8s.Duration_Minutes(jsii.Number(2)),
		Containers:     &[]*cdk8snetpol.ContainerProps{{Image: jsii.String("job:1")}},
	})
	equal(t, *job.ActiveDeadline().ToSeconds(nil), 120)
}

func TestRulesOfClusterPoliciesArrive(t *testing.T) {
	shop := newShop(t.TempDir())
	zone := cdk8snetpol.LabelSelector_Of(&cdk8snetpol.LabelSelectorOptions{Labels: &map[string]*string{"zone": jsii.String("a")}})
	cdk8snetpol.NewClusterNetworkPolicy(shop.chart, jsii.String("policy"), &cdk8snetpol.ClusterNetworkPolicyProps{
		Tier:     cdk8snetpol.ClusterNetworkPolicyTier_ADMIN,
		Priority: jsii.Number(10),
		Subject: cdk8snetpol.Namespaces_Select(shop.chart, jsii.String("namespaces"), &cdk8snetpol.NamespacesSelectOptions{
			Names: jsii.Strings("shop"),
		}),
		Egress: &[]*cdk8snetpol.ClusterNetworkPolicyEgressRule{
			{Action: cdk8snetpol.ClusterNetworkPolicyAction_ACCEPT, DomainNames: jsii.Strings("*.example.com")},
			{Action: cdk8snetpol.ClusterNetworkPolicyAction_PASS, Nodes: zone},
		},
	})
	rules := "- action: Accept\n      to:\n        - domainNames:\n            - \"*.example.com\"\n" +
		"    - action: Pass\n      to:\n        - nodes:\n            matchLabels:\n              zone: a\n"
	equal(t, strings.Contains(*shop.app.SynthYaml(), rules), true)
}

func TestAFileThatIsNotThereIsRefused(t *testing.T) {
	shop := newShop(t.TempDir())
	settings := cdk8snetpol.NewConfigMap(shop.chart, jsii.String("settings"), nil)
	text := errorOf(t, func() { settings.AddFile(jsii.String("absent.conf"), nil) })
	equal(t, strings.HasPrefix(text, `shop/settings: "localFile" is "absent.conf", which cannot be read: ENOENT`), true)
	equal(t, strings.HasSuffix(text, "Give the path of a file."), true)
}

func TestAWorkloadOfOnesOwnIsScaled(t *testing.T) {
	shop := newShop(t.TempDir())
	own := &rollout{}
	cdk8snetpol.NewHorizontalPodAutoscaler(shop.chart, jsii.String("scaler"), &cdk8snetpol.HorizontalPodAutoscalerProps{
		Target:      own,
		MaxReplicas: jsii.Number(3),
	})
	equal(t, own.hasAutoscaler, true)
	target := "scaleTargetRef:\n    apiVersion: argoproj.io/v1alpha1\n    kind: Rollout\n    name: web\n"
	equal(t, strings.Contains(*shop.app.SynthYaml(), target), true)
}

func TestAWarningIsOnStandardErrorAndOnce(t *testing.T) {
	warnings := warningsOfApp(t, "")
	equal(t, len(warnings), 1)
	equal(t, strings.HasPrefix(warnings[0], "shop/web: warning: "), true)
	equal(t, strings.HasSuffix(warnings[0], "[no-dns]"), true)
}

func TestAnAcknowledgedWarningIsNotShown(t *testing.T) {
	equal(t, len(warningsOfApp(t, "it knows the address")), 0)
}

const appFolder, reason = "WARNING_APP_FOLDER", "WARNING_APP_REASON"

// TestMain runs an app with one warning where the process is told so; with a reason, the warning is acknowledged.
func TestMain(m *testing.M) {
	defer jsii.Close()
	folder := os.Getenv(appFolder)
	if folder == "" {
		m.Run()
		return
	}
	shop := newShop(folder)
	shop.web.Connections().AllowTo(shop.api, nil)
	if given := os.Getenv(reason); given != "" {
		cdk8snetpol.Verification_Of(shop.web).Acknowledge(jsii.String("no-dns"), &given)
	}
	shop.app.Synth()
}

func warningsOfApp(t *testing.T, why string) (warnings []string) {
	folder := t.TempDir()
	command := exec.Command(os.Args[0])
	command.Env = append(os.Environ(), appFolder+"="+folder, reason+"="+why)
	var errors bytes.Buffer
	command.Stderr = &errors
	if err := command.Run(); err != nil {
		t.Fatal(err, errors.String())
	}
	if _, err := os.Stat(filepath.Join(folder, "shop.k8s.yaml")); err != nil {
		t.Error(err)
	}
	for _, line := range strings.Split(errors.String(), "\n") {
		if strings.Contains(line, ": warning: ") {
			warnings = append(warnings, line)
		}
	}
	return warnings
}

func TestAWarningCanBeMadeAnError(t *testing.T) {
	shop := newShop(t.TempDir())
	shop.web.Connections().AllowTo(shop.api, nil)
	cdk8snetpol.Verification_Of(shop.chart).FailOn(jsii.String("no-dns"), jsii.String("closed-entry"))
	text := errorOf(t, func() { shop.app.Synth() })
	equal(t, strings.Contains(text, "[shop/web] ") && strings.Contains(text, "[no-dns]"), true)
}

func TestAConnectionThatDoesNotHoldFailsTheSynth(t *testing.T) {
	folder := t.TempDir()
	shop := newShop(folder)
	shop.web.Connections().AllowTo(shop.api, nil)
	policy := cdk8s.ApiObject_Of(shop.web.Node().FindChild(jsii.String("Connections")))
	policy.AddJsonPatch(cdk8s.JsonPatch_Replace(jsii.String("/spec/egress"), []string{}))
	equal(t, errorOf(t, func() { shop.app.Synth() }), expectedText(t, "broken-connection.txt"))
	files, err := os.ReadDir(folder)
	equal(t, len(files) == 0 && err == nil, true)
}

func TestThePageOfAnAppIsAText(t *testing.T) {
	shop := newShop(t.TempDir())
	shop.web.Connections().AllowTo(shop.api, nil)
	html := *cdk8snetpol.Reachability_OfApp(shop.app).ToHtml()
	_, name, _ := strings.Cut(*cdk8snetpol.Reachability_NameOf(shop.api), "/")
	if !strings.HasPrefix(html, "<!DOCTYPE html>") || !strings.Contains(html, name) {
		t.Errorf("not a page with %s: %.200s", name, html)
	}
}

func TestAssertionsPassWhereTheyHold(t *testing.T) {
	shop := newShop(t.TempDir())
	admin := newDeployment(shop.chart, "admin", nil)
	shop.web.Connections().AllowTo(shop.api, nil)
	who := cdk8snetpol.ReachabilityAssertions_Of(cdk8snetpol.Reachability_OfApp(shop.app))
	web, api := cdk8snetpol.Reachability_NameOf(shop.web), cdk8snetpol.Reachability_NameOf(shop.api)
	who.Reaches(web, api, nil)
	who.Reaches(web, api, &[]cdk8snetpol.NetworkPolicyPort{cdk8snetpol.NetworkPolicyPort_Tcp(jsii.Number(3000))})
	who.DoesNotReach(cdk8snetpol.Reachability_NameOf(admin), api, nil)
	who.IsReachedOnlyBy(api, &[]*string{web})
	who.ReachesInternetOnlyOn(web, &[]cdk8snetpol.NetworkPolicyPort{})
}

func TestAnAssertionThatFailsExplainsWhy(t *testing.T) {
	shop := newShop(t.TempDir())
	shop.web.Connections().AllowTo(shop.api, nil)
	who := cdk8snetpol.ReachabilityAssertions_Of(cdk8snetpol.Reachability_OfApp(shop.app))
	equal(t, errorOf(t, func() { who.DoesNotReach(jsii.String("shop/web"), jsii.String("shop/api"), nil) }), expectedText(t, "failed-assertion.txt"))
}

// errorOf gives the text of the panic in which a call ends.
func errorOf(t *testing.T, act func()) (text string) {
	t.Helper()
	defer func() {
		given := recover()
		if given == nil {
			t.Error("there was no panic")
		}
		text = fmt.Sprint(given)
	}()
	act()
	return ""
}

// expectedText gives what every language says, TypeScript included.
func expectedText(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", name))
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimRight(string(text), "\n")
}

func equal[T any](t *testing.T, actual T, expected T) {
	t.Helper()
	if !reflect.DeepEqual(actual, expected) {
		t.Errorf("expected\n%v\nbut it is\n%v", expected, actual)
	}
}

func texts(pointers *[]*string) (all []string) {
	for _, pointer := range *pointers {
		all = append(all, *pointer)
	}
	return all
}
