package com.example.shop;

import io.github.cdk8s_netpol.NetworkPolicyIpBlock;
import io.github.cdk8s_netpol.NetworkPolicyPort;
import io.github.cdk8s_netpol.PodConnectionsAllowToOptions;
import io.github.cdk8s_netpol.Verification;
import java.util.List;
import org.cdk8s.App;

public final class Main {
  public static void main(String[] args) {
    App app = new App();

    WebTier web = new WebTier(app, "shop-web");
    AppTier back = new AppTier(app, "shop-app");
    DataTier data = new DataTier(app, "shop-data");

    NetworkPolicyIpBlock customers = NetworkPolicyIpBlock.anyIpv4();
    NetworkPolicyIpBlock paymentApi = NetworkPolicyIpBlock.ipv4("203.0.113.0/24");

    // Who may talk to whom. Each line opens both ends, on the ports that the listening end declares. All else is closed.
    web.storefront.getConnections().allowFrom(customers);
    web.storefront.getConnections().allowTo(back.api);

    back.api.getConnections().allowTo(data.postgres);
    back.api.getConnections().allowTo(data.redis);
    back.api.getConnections().allowTo(data.queue);

    back.worker.getConnections().allowTo(data.queue);
    back.worker.getConnections().allowTo(data.postgres);
    back.worker.getConnections().allowTo(paymentApi, PodConnectionsAllowToOptions.builder()
        .ports(List.of(NetworkPolicyPort.tcp(443)))
        .build());

    back.report.getConnections().allowTo(data.postgres);

    // Whoever calls others must find them by name.
    ClusterDns.allow(web.storefront, back.api, back.worker, back.report);

    // What the synth would warn of, and why it is as it should be.
    Verification.of(web.storefront).acknowledge("block-of-everything", "customers come from everywhere");

    app.synth();
  }

  private Main() {}
}
