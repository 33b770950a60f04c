package boundary;

import io.github.cdk8s_netpol.Verification;

/** An app with one warning. With a second argument, the warning is acknowledged. */
public final class WarningApp {
  public static void main(String[] args) {
    Shop shop = new Shop(args[0]);
    shop.web.getConnections().allowTo(shop.api);
    if (args.length > 1) Verification.of(shop.web).acknowledge("no-dns", args[1]);
    shop.app.synth();
  }

  private WarningApp() {}
}
