from cdk8s import App, Chart
from cdk8s_netpol import ContainerProps, Deployment, StatefulSet

app = App()
shop = Chart(app, "shop", namespace="shop")
data = Chart(app, "data", namespace="data")

web = Deployment(shop, "web", containers=[ContainerProps(image="web:1", port_number=8080)])
redis = StatefulSet(data, "redis", containers=[ContainerProps(image="redis:8", port_number=6379)])

web.connections.allow_to(redis)

app.synth()
