package main

import (
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-netpol/cdk8s-netpol-go/cdk8snetpol"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

func newShop(chart cdk8s.Chart, config config, account cdk8snetpol.ServiceAccount) cdk8snetpol.Deployment {
	shop := cdk8snetpol.NewDeployment(chart, jsii.String("Shop"), &cdk8snetpol.DeploymentProps{
		Metadata:             &cdk8s.ApiObjectMetadata{Name: jsii.String("shop"), Annotations: one("example.com/owner", "bakers")},
		PodMetadata:          &cdk8s.ApiObjectMetadata{Labels: one("tier", "web"), Annotations: one("example.com/scrape", "true")},
		MinReady:             cdk8s.Duration_Seconds(jsii.Number(5)),
		ProgressDeadline:     cdk8s.Duration_Minutes(jsii.Number(5)),
		RevisionHistoryLimit: jsii.Number(3),
		Strategy: cdk8snetpol.DeploymentStrategy_RollingUpdate(&cdk8snetpol.DeploymentStrategyRollingUpdateOptions{
			MaxSurge:       cdk8snetpol.PercentOrAbsolute_Percent(jsii.Number(50)),
			MaxUnavailable: cdk8snetpol.PercentOrAbsolute_Absolute(jsii.Number(0)),
		}),
		ServiceAccount:               account,
		AutomountServiceAccountToken: jsii.Bool(true),
		DockerRegistryAuth:           config.registry,
		ImagePullSecrets:             &[]cdk8snetpol.ISecret{config.license},
		TerminationGracePeriod:       cdk8s.Duration_Seconds(jsii.Number(20)),
		Containers:                   &[]*cdk8snetpol.ContainerProps{newWeb(config)},
	})
	shop.AddInitContainer(&cdk8snetpol.ContainerProps{
		Name:  jsii.String("wait"),
		Image: jsii.String("registry.example.com/wait:1.0.2"),
		Args:  jsii.Strings("orders:5432"),
	})
	shop.AddHostAlias(&cdk8snetpol.HostAlias{Ip: jsii.String("192.0.2.20"), Hostnames: jsii.Strings("mill.example.com")})
	return shop
}

func newWeb(config config) *cdk8snetpol.ContainerProps {
	return &cdk8snetpol.ContainerProps{
		Name:            jsii.String("web"),
		Image:           jsii.String("registry.example.com/shop:1.4.0"),
		ImagePullPolicy: cdk8snetpol.ImagePullPolicy_IF_NOT_PRESENT,
		Ports: &[]*cdk8snetpol.ContainerPort{
			{Number: jsii.Number(8080), Name: jsii.String("http")},
			{Number: jsii.Number(9090), Name: jsii.String("metrics")},
		},
		EnvFrom: &[]cdk8snetpol.EnvFrom{
			cdk8snetpol.Env_FromConfigMap(config.settings, nil),
			cdk8snetpol.Env_FromSecret(config.payment, jsii.String("PAYMENT_")),
		},
		EnvVariables: newVariables(config),
		Resources: &cdk8snetpol.ContainerResources{
			Cpu: &cdk8snetpol.CpuResources{Request: cdk8snetpol.Cpu_Millis(jsii.Number(250)), Limit: cdk8snetpol.Cpu_Units(jsii.Number(1))},
			Memory: &cdk8snetpol.MemoryResources{
				Request: cdk8s.Size_Mebibytes(jsii.Number(256)),
				Limit:   cdk8s.Size_Mebibytes(jsii.Number(512)),
			},
			EphemeralStorage: &cdk8snetpol.EphemeralStorageResources{Limit: cdk8s.Size_Gibibytes(jsii.Number(1))},
		},
		Startup: cdk8snetpol.Probe_FromCommand(jsii.Strings("test", "-f", "/tmp/started"), &cdk8snetpol.CommandProbeOptions{
			FailureThreshold: jsii.Number(30),
			PeriodSeconds:    cdk8s.Duration_Seconds(jsii.Number(2)),
		}),
		Readiness: cdk8snetpol.Probe_FromHttpGet(jsii.String("/ready"), &cdk8snetpol.HttpGetProbeOptions{
			Port:        jsii.Number(8080),
			Scheme:      cdk8snetpol.ConnectionScheme_HTTP,
			HttpHeaders: &[]*cdk8snetpol.HttpHeader{{Name: jsii.String("Accept"), Value: jsii.String("text/plain")}},
		}),
		Liveness: cdk8snetpol.Probe_FromTcpSocket(&cdk8snetpol.TcpSocketProbeOptions{
			Port:                jsii.Number(8080),
			InitialDelaySeconds: cdk8s.Duration_Seconds(jsii.Number(10)),
		}),
		Lifecycle: &cdk8snetpol.ContainerLifecycle{
			PostStart: cdk8snetpol.Handler_FromHttpGet(jsii.String("/warm"), &cdk8snetpol.HandlerFromHttpGetOptions{Port: jsii.Number(8080)}),
			PreStop:   cdk8snetpol.Handler_FromCommand(jsii.Strings("sleep", "5")),
		},
		SecurityContext: &cdk8snetpol.ContainerSecurityContextProps{
			User:  jsii.Number(1000),
			Group: jsii.Number(1000),
			Capabilities: &cdk8snetpol.ContainerSecurityContextCapabilities{
				Drop: &[]cdk8snetpol.Capability{cdk8snetpol.Capability_ALL},
				Add:  &[]cdk8snetpol.Capability{cdk8snetpol.Capability_NET_BIND_SERVICE},
			},
			SeccompProfile: &cdk8snetpol.SeccompProfile{Type: cdk8snetpol.SeccompProfileType_RUNTIME_DEFAULT},
		},
	}
}

// newVariables makes the variables of the shop. They are written in the order of their names, because a map of Go has no other.
func newVariables(config config) *map[string]cdk8snetpol.EnvValue {
	token := &cdk8snetpol.SecretValue{Secret: config.payment, Key: jsii.String("token")}
	return &map[string]cdk8snetpol.EnvValue{
		"CPU_LIMIT": cdk8snetpol.EnvValue_FromResource(cdk8snetpol.ResourceFieldPaths_CPU_LIMIT, nil),
		"CURRENCY": cdk8snetpol.EnvValue_FromConfigMap(config.settings, jsii.String("CURRENCY"), &cdk8snetpol.EnvValueFromConfigMapOptions{
			Optional: jsii.Bool(true),
		}),
		"DATABASE_PASSWORD": config.database.EnvValue(jsii.String("password"), nil),
		"MODE":              cdk8snetpol.EnvValue_FromValue(jsii.String("production")),
		"PAYMENT_TOKEN":     cdk8snetpol.EnvValue_FromSecretValue(token, &cdk8snetpol.EnvValueFromSecretOptions{Optional: jsii.Bool(true)}),
		"POD_NAME":          cdk8snetpol.EnvValue_FromFieldRef(cdk8snetpol.EnvFieldPaths_POD_NAME, nil),
		"RELEASE":           cdk8snetpol.EnvValue_FromProcess(jsii.String("BAKERY_RELEASE"), nil),
		"TIER": cdk8snetpol.EnvValue_FromFieldRef(cdk8snetpol.EnvFieldPaths_POD_LABEL, &cdk8snetpol.EnvValueFromFieldRefOptions{
			Key: jsii.String("tier"),
		}),
	}
}
