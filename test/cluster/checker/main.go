// Command checker says what an API server of Kubernetes would say to objects that are to be created: it decodes them strictly, fills in what they leave
// out, and asks the registry of their kind.
//
// It reads one object a line, as JSON, and answers each with one line. `--emulated-version=1.33` makes it judge as that version did.
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/pflag"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/apiserver/pkg/endpoints/request"
	"k8s.io/apiserver/pkg/registry/rest"
	"k8s.io/apiserver/pkg/util/compatibility"
	"k8s.io/apiserver/pkg/warning"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	_ "k8s.io/kubernetes/pkg/apis/apps/install"
	_ "k8s.io/kubernetes/pkg/apis/autoscaling/install"
	_ "k8s.io/kubernetes/pkg/apis/batch/install"
	"k8s.io/kubernetes/pkg/apis/core"
	_ "k8s.io/kubernetes/pkg/apis/core/install"
	_ "k8s.io/kubernetes/pkg/apis/networking/install"
	_ "k8s.io/kubernetes/pkg/apis/policy/install"
	_ "k8s.io/kubernetes/pkg/apis/rbac/install"
	"k8s.io/kubernetes/pkg/capabilities"
	"k8s.io/kubernetes/pkg/registry/apps/daemonset"
	"k8s.io/kubernetes/pkg/registry/apps/deployment"
	"k8s.io/kubernetes/pkg/registry/apps/replicaset"
	"k8s.io/kubernetes/pkg/registry/apps/statefulset"
	"k8s.io/kubernetes/pkg/registry/autoscaling/horizontalpodautoscaler"
	"k8s.io/kubernetes/pkg/registry/batch/cronjob"
	"k8s.io/kubernetes/pkg/registry/batch/job"
	"k8s.io/kubernetes/pkg/registry/core/configmap"
	"k8s.io/kubernetes/pkg/registry/core/namespace"
	"k8s.io/kubernetes/pkg/registry/core/persistentvolume"
	"k8s.io/kubernetes/pkg/registry/core/persistentvolumeclaim"
	"k8s.io/kubernetes/pkg/registry/core/pod"
	"k8s.io/kubernetes/pkg/registry/core/replicationcontroller"
	"k8s.io/kubernetes/pkg/registry/core/secret"
	"k8s.io/kubernetes/pkg/registry/core/service"
	"k8s.io/kubernetes/pkg/registry/core/serviceaccount"
	"k8s.io/kubernetes/pkg/registry/networking/ingress"
	"k8s.io/kubernetes/pkg/registry/networking/networkpolicy"
	"k8s.io/kubernetes/pkg/registry/policy/poddisruptionbudget"
	"k8s.io/kubernetes/pkg/registry/rbac/clusterrole"
	"k8s.io/kubernetes/pkg/registry/rbac/clusterrolebinding"
	"k8s.io/kubernetes/pkg/registry/rbac/role"
	"k8s.io/kubernetes/pkg/registry/rbac/rolebinding"
)

var strategies = map[schema.GroupKind]rest.RESTCreateStrategy{
	{Kind: "ConfigMap"}:                                              configmap.Strategy,
	{Kind: "Namespace"}:                                              namespace.Strategy,
	{Kind: "PersistentVolume"}:                                       persistentvolume.Strategy,
	{Kind: "PersistentVolumeClaim"}:                                  persistentvolumeclaim.Strategy,
	{Kind: "Pod"}:                                                    pod.Strategy,
	{Kind: "ReplicationController"}:                                  replicationcontroller.Strategy,
	{Kind: "Secret"}:                                                 secret.Strategy,
	{Kind: "Service"}:                                                service.Strategy,
	{Kind: "ServiceAccount"}:                                         serviceaccount.Strategy,
	{Group: "apps", Kind: "DaemonSet"}:                               daemonset.Strategy,
	{Group: "apps", Kind: "Deployment"}:                              deployment.Strategy,
	{Group: "apps", Kind: "ReplicaSet"}:                              replicaset.Strategy,
	{Group: "apps", Kind: "StatefulSet"}:                             statefulset.Strategy,
	{Group: "autoscaling", Kind: "HorizontalPodAutoscaler"}:          horizontalpodautoscaler.Strategy,
	{Group: "batch", Kind: "CronJob"}:                                cronjob.Strategy,
	{Group: "batch", Kind: "Job"}:                                    job.Strategy,
	{Group: "networking.k8s.io", Kind: "Ingress"}:                    ingress.Strategy,
	{Group: "networking.k8s.io", Kind: "NetworkPolicy"}:              networkpolicy.Strategy,
	{Group: "policy", Kind: "PodDisruptionBudget"}:                   poddisruptionbudget.Strategy,
	{Group: "rbac.authorization.k8s.io", Kind: "ClusterRole"}:        clusterrole.Strategy,
	{Group: "rbac.authorization.k8s.io", Kind: "ClusterRoleBinding"}: clusterrolebinding.Strategy,
	{Group: "rbac.authorization.k8s.io", Kind: "Role"}:               role.Strategy,
	{Group: "rbac.authorization.k8s.io", Kind: "RoleBinding"}:        rolebinding.Strategy,
}

// Answer says why an object would be refused; nothing where it would be taken.
type Answer struct {
	Problems []string `json:"problems"`
	Warnings []string `json:"warnings"`
}

func main() {
	if err := run(os.Args[1:], os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(arguments []string, input io.Reader, output io.Writer) error {
	versions := compatibility.DefaultComponentGlobalsRegistry
	flags := pflag.NewFlagSet("checker", pflag.ContinueOnError)
	versions.AddFlags(flags)
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	if err := versions.Set(); err != nil {
		return err
	}
	capabilities.Setup(true, 0)

	decoder := serializer.NewCodecFactory(legacyscheme.Scheme, serializer.EnableStrict).UniversalDecoder()
	reader, writer := bufio.NewReader(input), bufio.NewWriter(output)
	answers := json.NewEncoder(writer)
	for {
		line, err := reader.ReadBytes('\n')
		if line := bytes.TrimSpace(line); len(line) > 0 {
			if err := answers.Encode(check(decoder, line)); err != nil {
				return err
			}
		}
		// Nobody waits for an answer while there are more questions to read.
		if reader.Buffered() == 0 || err != nil {
			if err := writer.Flush(); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func check(decoder runtime.Decoder, line []byte) Answer {
	object, version, err := decoder.Decode(line, nil, nil)
	if err != nil {
		return Answer{Problems: problemsOf(err), Warnings: []string{}}
	}
	strategy, known := strategies[version.GroupKind()]
	if !known {
		return Answer{Problems: []string{fmt.Sprintf("nobody here judges %s", version.GroupKind())}, Warnings: []string{}}
	}
	metadata, err := meta.Accessor(object)
	if err != nil {
		return Answer{Problems: problemsOf(err), Warnings: []string{}}
	}
	// The registry of services does this before it asks the strategy.
	if service, is := object.(*core.Service); is && service.Spec.ClusterIP != "" && len(service.Spec.ClusterIPs) == 0 {
		service.Spec.ClusterIPs = []string{service.Spec.ClusterIP}
	}
	warnings := &warnings{}
	if err := rest.BeforeCreate(strategy, contextOf(strategy, metadata, *version, warnings), object); err != nil {
		return Answer{Problems: problemsOf(err), Warnings: warnings.texts()}
	}
	return Answer{Problems: []string{}, Warnings: warnings.texts()}
}

// contextOf is that of a request that creates the object where it says that it belongs.
func contextOf(strategy rest.RESTCreateStrategy, metadata metav1.Object, version schema.GroupVersionKind, warnings warning.Recorder) context.Context {
	rest.FillObjectMetaSystemFields(metadata)
	where := metav1.NamespaceNone
	if strategy.NamespaceScoped() {
		if where = metadata.GetNamespace(); where == "" {
			where = metav1.NamespaceDefault
		}
	}
	resource, _ := meta.UnsafeGuessKindToResource(version)
	ctx := request.WithNamespace(context.Background(), where)
	ctx = request.WithRequestInfo(ctx, &request.RequestInfo{
		IsResourceRequest: true,
		Verb:              "create",
		APIGroup:          version.Group,
		APIVersion:        version.Version,
		Resource:          resource.Resource,
		Namespace:         where,
		Name:              metadata.GetName(),
	})
	return warning.WithWarningRecorder(ctx, warnings)
}

// problemsOf is the cause of an error, one for each field where the server knows it.
func problemsOf(err error) []string {
	var status apierrors.APIStatus
	if !errors.As(err, &status) || status.Status().Details == nil || len(status.Status().Details.Causes) == 0 {
		return []string{strings.TrimSpace(err.Error())}
	}
	problems := []string{}
	for _, cause := range status.Status().Details.Causes {
		problems = append(problems, cause.Field+": "+cause.Message)
	}
	return problems
}

type warnings []string

func (some *warnings) AddWarning(_, text string) {
	*some = append(*some, text)
}

func (some *warnings) texts() []string {
	return append([]string{}, *some...)
}
