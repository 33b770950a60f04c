package main

import (
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-netpol/cdk8s-netpol-go/cdk8snetpol"
)

// newAccess says who may ask the API server for what, and gives back the account of the shop.
func newAccess(scope constructs.Construct, name string, config config) cdk8snetpol.ServiceAccount {
	chart := newBakery(scope, name)

	account := cdk8snetpol.NewServiceAccount(chart, jsii.String("Account"), &cdk8snetpol.ServiceAccountProps{
		AutomountToken: jsii.Bool(false),
		Secrets:        &[]cdk8snetpol.ISecret{config.registry},
	})
	account.AddSecret(config.license)
	cdk8snetpol.NewServiceAccountTokenSecret(chart, jsii.String("Token"), &cdk8snetpol.ServiceAccountTokenSecretProps{ServiceAccount: account})

	baker := cdk8snetpol.User_FromName(chart, jsii.String("Baker"), jsii.String("baker@example.com"))
	bakers := cdk8snetpol.Group_FromName(chart, jsii.String("Bakers"), jsii.String("bakers"))
	inCI := &cdk8snetpol.FromServiceAccountNameOptions{NamespaceName: jsii.String("ci")}
	pipeline := cdk8snetpol.ServiceAccount_FromServiceAccountName(chart, jsii.String("Pipeline"), jsii.String("pipeline"), inCI)

	reader := cdk8snetpol.NewRole(chart, jsii.String("Reader"), &cdk8snetpol.RoleProps{
		Rules: &[]*cdk8snetpol.RolePolicyRule{
			{Verbs: jsii.Strings("get", "list"), Resources: &[]cdk8snetpol.IApiResource{cdk8snetpol.ApiResource_CONFIG_MAPS()}},
		},
	})
	reader.AllowRead(cdk8snetpol.ApiResource_PODS(), config.settings)
	reader.Allow(jsii.Strings("watch"), cdk8snetpol.ApiResource_Custom(&cdk8snetpol.ApiResourceOptions{
		ApiGroup:     jsii.String("bakery.example.com"),
		ResourceType: jsii.String("ovens"),
	}))
	reader.Bind(account, bakers)

	deployer := cdk8snetpol.NewRole(chart, jsii.String("Deployer"), nil)
	deployer.AllowReadWrite(cdk8snetpol.ApiResource_DEPLOYMENTS())
	deployer.AllowCreate(cdk8snetpol.ApiResource_JOBS())
	deployer.AllowDelete(cdk8snetpol.ApiResource_JOBS())
	deployer.AllowDeleteCollection(cdk8snetpol.ApiResource_JOBS())
	deployer.AllowGet(cdk8snetpol.ApiResource_SERVICES())
	deployer.AllowList(cdk8snetpol.ApiResource_SERVICES())
	deployer.AllowPatch(cdk8snetpol.ApiResource_SERVICES())
	deployer.AllowUpdate(cdk8snetpol.ApiResource_SERVICES())
	deployer.AllowWatch(cdk8snetpol.ApiResource_SERVICES())
	deployers := cdk8snetpol.NewRoleBinding(chart, jsii.String("Deployers"), &cdk8snetpol.RoleBindingProps{Role: deployer})
	deployers.AddSubjects(pipeline, baker)
	viewers := cdk8snetpol.NewRoleBinding(chart, jsii.String("Viewers"), &cdk8snetpol.RoleBindingProps{
		Role: cdk8snetpol.Role_FromRoleName(chart, jsii.String("Existing"), jsii.String("viewer")),
	})
	viewers.AddSubjects(bakers)

	inspector := cdk8snetpol.NewClusterRole(chart, jsii.String("Inspector"), &cdk8snetpol.ClusterRoleProps{
		Rules: &[]*cdk8snetpol.ClusterRolePolicyRule{
			{Verbs: jsii.Strings("get"), Endpoints: &[]cdk8snetpol.IApiEndpoint{cdk8snetpol.NonApiResource_Of(jsii.String("/healthz"))}},
		},
	})
	inspector.AllowRead(cdk8snetpol.ApiResource_NODES(), cdk8snetpol.NonApiResource_Of(jsii.String("/metrics")))
	inspector.Bind(bakers)
	inspector.BindInNamespace(jsii.String("ovens"), baker)

	everything := cdk8snetpol.NewClusterRole(chart, jsii.String("Everything"), &cdk8snetpol.ClusterRoleProps{
		AggregationLabels: one("bakery.example.com/aggregate", "true"),
	})
	everything.Aggregate(jsii.String("bakery.example.com/also"), jsii.String("true"))
	everything.Combine(inspector)
	everywhere := cdk8snetpol.NewClusterRoleBinding(chart, jsii.String("Everywhere"), &cdk8snetpol.ClusterRoleBindingProps{
		Role: cdk8snetpol.ClusterRole_FromClusterRoleName(chart, jsii.String("View"), jsii.String("view")),
	})
	everywhere.AddSubjects(bakers)

	config.pages.Permissions().GrantRead(account)
	config.settings.Permissions().GrantReadWrite(baker)
	return account
}
