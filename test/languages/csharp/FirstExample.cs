using Cdk8sNetpol;
using Org.Cdk8s;

var app = new App();
var shop = new Chart(app, "shop", new ChartProps { Namespace = "shop" });
var data = new Chart(app, "data", new ChartProps { Namespace = "data" });

var web = new Deployment(shop, "web", new DeploymentProps
{
    Containers = new[] { new ContainerProps { Image = "web:1", PortNumber = 8080 } },
});
var redis = new StatefulSet(data, "redis", new StatefulSetProps
{
    Containers = new[] { new ContainerProps { Image = "redis:8", PortNumber = 6379 } },
});

web.Connections.AllowTo(redis);

app.Synth();
