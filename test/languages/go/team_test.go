package boundary

import (
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-netpol/cdk8s-netpol-go/cdk8snetpol"
)

// team is a peer of one's own: the pods of a team, whose policies the team writes itself.
type team struct {
	name string
}

func (t *team) ToNetworkPolicyPeerConfig() *cdk8snetpol.NetworkPolicyPeerConfig {
	return &cdk8snetpol.NetworkPolicyPeerConfig{
		PodSelector:       t.ToPodSelectorConfig(),
		Ports:             &[]cdk8snetpol.NetworkPolicyPort{cdk8snetpol.NetworkPolicyPort_Tcp(jsii.Number(9000))},
		PoliciesElsewhere: jsii.Bool(true),
	}
}

func (t *team) ToPodSelector() cdk8snetpol.IPodSelector {
	return t
}

func (t *team) ToPodSelectorConfig() *cdk8snetpol.PodSelectorConfig {
	return &cdk8snetpol.PodSelectorConfig{
		LabelSelector: cdk8snetpol.LabelSelector_Of(&cdk8snetpol.LabelSelectorOptions{
			Labels: &map[string]*string{"team": &t.name},
		}),
		Namespaces: &cdk8snetpol.NamespaceSelectorConfig{Names: jsii.Strings("teams")},
	}
}
