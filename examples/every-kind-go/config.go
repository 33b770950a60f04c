package main

import (
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-netpol/cdk8s-netpol-go/cdk8snetpol"
)

// config is what the programs read: a ConfigMap from each source, and a Secret of each type.
type config struct {
	settings    cdk8snetpol.ConfigMap
	pages       cdk8snetpol.ConfigMap
	payment     cdk8snetpol.Secret
	database    cdk8snetpol.Secret
	registry    cdk8snetpol.Secret
	deployKey   cdk8snetpol.Secret
	certificate cdk8snetpol.Secret
	license     cdk8snetpol.ISecret
}

func newConfig(scope constructs.Construct, name string) config {
	chart := newBakery(scope, name)

	settings := cdk8snetpol.NewConfigMap(chart, jsii.String("Settings"), &cdk8snetpol.ConfigMapProps{
		Data:       one("LOG_LEVEL", "info"),
		BinaryData: one("logo.gif", "R0lGODlhAQABAAAAACw="),
	})
	settings.AddData(jsii.String("CURRENCY"), jsii.String("EUR"))
	settings.AddBinaryData(jsii.String("favicon.ico"), jsii.String("AAABAAEA"))
	settings.AddFile(jsii.String("config/bakery.conf"), nil)

	pages := cdk8snetpol.NewConfigMap(chart, jsii.String("Pages"), &cdk8snetpol.ConfigMapProps{Immutable: jsii.Bool(true)})
	pages.AddDirectory(jsii.String("config/pages"), &cdk8snetpol.AddDirectoryOptions{
		KeyPrefix: jsii.String("page-"),
		Exclude:   jsii.Strings("*.bak"),
	})

	payment := cdk8snetpol.NewSecret(chart, jsii.String("Payment"), &cdk8snetpol.SecretProps{
		Type:       jsii.String("example.com/payment"),
		StringData: one("account", "bakery"),
	})
	payment.AddStringData(jsii.String("token"), jsii.String("only-for-the-example"))

	return config{
		settings: settings,
		pages:    pages,
		payment:  payment,
		database: cdk8snetpol.NewBasicAuthSecret(chart, jsii.String("Database"), &cdk8snetpol.BasicAuthSecretProps{
			Username:  jsii.String("orders"),
			Password:  jsii.String("only-for-the-example"),
			Immutable: jsii.Bool(true),
		}),
		registry: cdk8snetpol.NewDockerConfigSecret(chart, jsii.String("Registry"), &cdk8snetpol.DockerConfigSecretProps{
			Data: &map[string]interface{}{
				"auths": map[string]interface{}{
					"registry.example.com": map[string]interface{}{"auth": "YmFrZXI6YnJlYWQ="},
				},
			},
		}),
		deployKey: cdk8snetpol.NewSshAuthSecret(chart, jsii.String("DeployKey"), &cdk8snetpol.SshAuthSecretProps{
			SshPrivateKey: jsii.String("only-for-the-example"),
		}),
		certificate: cdk8snetpol.NewTlsSecret(chart, jsii.String("Certificate"), &cdk8snetpol.TlsSecretProps{
			TlsCert: jsii.String("only-for-the-example"),
			TlsKey:  jsii.String("only-for-the-example"),
		}),
		license: cdk8snetpol.Secret_FromSecretName(chart, jsii.String("License"), jsii.String("license")),
	}
}
