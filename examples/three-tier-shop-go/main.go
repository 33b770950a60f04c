package main

import (
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-netpol/cdk8s-netpol-go/cdk8snetpol"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

func main() {
	defer jsii.Close()
	app := cdk8s.NewApp(nil)

	web := newWebTier(app, "shop-web")
	back := newAppTier(app, "shop-app")
	data := newDataTier(app, "shop-data")

	customers := cdk8snetpol.NetworkPolicyIpBlock_AnyIpv4()
	paymentAPI := cdk8snetpol.NetworkPolicyIpBlock_Ipv4(jsii.String("203.0.113.0/24"), nil)

	// Who may talk to whom. Each line opens both ends, on the ports that the listening end declares. All else is closed.
	web.storefront.Connections().AllowFrom(customers, nil)
	web.storefront.Connections().AllowTo(back.api, nil)

	back.api.Connections().AllowTo(data.postgres, nil)
	back.api.Connections().AllowTo(data.redis, nil)
	back.api.Connections().AllowTo(data.queue, nil)

	back.worker.Connections().AllowTo(data.queue, nil)
	back.worker.Connections().AllowTo(data.postgres, nil)
	back.worker.Connections().AllowTo(paymentAPI, &cdk8snetpol.PodConnectionsAllowToOptions{
		Ports: &[]cdk8snetpol.NetworkPolicyPort{cdk8snetpol.NetworkPolicyPort_Tcp(jsii.Number(443))},
	})

	back.report.Connections().AllowTo(data.postgres, nil)

	// Whoever calls others must find them by name.
	allowDNS(web.storefront, back.api, back.worker, back.report)

	// What the synth would warn of, and why it is as it should be.
	cdk8snetpol.Verification_Of(web.storefront).Acknowledge(jsii.String("block-of-everything"), jsii.String("customers come from everywhere"))

	app.Synth()
}
