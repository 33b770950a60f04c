"""An app with one warning. With an argument, the warning is acknowledged."""

import sys

from cdk8s import App, Chart
from cdk8s_netpol import ContainerProps, Deployment, Verification

app = App(outdir=sys.argv[1])
chart = Chart(app, "shop", namespace="shop")
web = Deployment(chart, "web", containers=[ContainerProps(image="web:1")])
api = Deployment(chart, "api", containers=[ContainerProps(image="api:1", port_number=3000)])
web.connections.allow_to(api)
if len(sys.argv) > 2:
    Verification.of(web).acknowledge("no-dns", sys.argv[2])
app.synth()
