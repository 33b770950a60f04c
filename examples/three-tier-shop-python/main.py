from cdk8s import App
from cdk8s_netpol import NetworkPolicyIpBlock, NetworkPolicyPort, Verification

from app_tier import AppTier
from data_tier import DataTier
from dns import allow_dns
from web_tier import WebTier

app = App()

web_tier = WebTier(app, "shop-web")
app_tier = AppTier(app, "shop-app")
data_tier = DataTier(app, "shop-data")

storefront = web_tier.storefront
api, worker, report = app_tier.api, app_tier.worker, app_tier.report
postgres, redis, queue = data_tier.postgres, data_tier.redis, data_tier.queue

customers = NetworkPolicyIpBlock.any_ipv4()
payment_api = NetworkPolicyIpBlock.ipv4("203.0.113.0/24")

# Who may talk to whom. Each line opens both ends, on the ports that the listening end declares. All else is closed.
storefront.connections.allow_from(customers)
storefront.connections.allow_to(api)

api.connections.allow_to(postgres)
api.connections.allow_to(redis)
api.connections.allow_to(queue)

worker.connections.allow_to(queue)
worker.connections.allow_to(postgres)
worker.connections.allow_to(payment_api, ports=[NetworkPolicyPort.tcp(443)])

report.connections.allow_to(postgres)

# Whoever calls others must find them by name.
allow_dns(storefront, api, worker, report)

# What the synth would warn of, and why it is as it should be.
Verification.of(storefront).acknowledge("block-of-everything", "customers come from everywhere")

app.synth()
