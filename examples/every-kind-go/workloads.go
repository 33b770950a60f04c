package main

import (
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-netpol/cdk8s-netpol-go/cdk8snetpol"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

// workloads are what makes pods, but for bare pods, which are in volumes.go and scheduling.go.
type workloads struct {
	shop      cdk8snetpol.Deployment
	orders    cdk8snetpol.StatefulSet
	recipes   cdk8snetpol.StatefulSet
	agent     cdk8snetpol.DaemonSet
	migration cdk8snetpol.Job
	report    cdk8snetpol.CronJob
}

func newWorkloads(scope constructs.Construct, name string, config config, account cdk8snetpol.ServiceAccount) workloads {
	chart := newBakery(scope, name)
	return workloads{
		newShop(chart, config, account),
		newOrders(chart, config),
		newRecipes(chart),
		newAgent(chart),
		newMigration(chart, config),
		newReport(chart, config),
	}
}

func newOrders(chart cdk8s.Chart, config config) cdk8snetpol.StatefulSet {
	service := cdk8snetpol.NewService(chart, jsii.String("OrdersService"), &cdk8snetpol.ServiceProps{
		Metadata:  named("orders"),
		ClusterIP: jsii.String("None"),
		Ports:     &[]*cdk8snetpol.ServicePort{{Port: jsii.Number(5432)}},
	})
	orders := cdk8snetpol.NewStatefulSet(chart, jsii.String("Orders"), &cdk8snetpol.StatefulSetProps{
		Metadata:            named("orders"),
		Service:             service,
		Replicas:            jsii.Number(3),
		PodManagementPolicy: cdk8snetpol.PodManagementPolicy_PARALLEL,
		Strategy: cdk8snetpol.StatefulSetUpdateStrategy_RollingUpdate(&cdk8snetpol.StatefulSetUpdateStrategyRollingUpdateOptions{
			Partition: jsii.Number(1),
		}),
		SecurityContext: &cdk8snetpol.PodSecurityContextProps{
			User:                jsii.Number(999),
			FsGroup:             jsii.Number(999),
			FsGroupChangePolicy: cdk8snetpol.FsGroupChangePolicy_ON_ROOT_MISMATCH,
			Sysctls:             &[]*cdk8snetpol.Sysctl{{Name: jsii.String("net.ipv4.tcp_keepalive_time"), Value: jsii.String("600")}},
		},
		Containers: &[]*cdk8snetpol.ContainerProps{{
			Image:        jsii.String("registry.example.com/postgres:17"),
			PortNumber:   jsii.Number(5432),
			EnvVariables: &map[string]cdk8snetpol.EnvValue{"POSTGRES_PASSWORD": config.database.EnvValue(jsii.String("password"), nil)},
			Liveness:     cdk8snetpol.Probe_FromCommand(jsii.Strings("pg_isready"), nil),
			Lifecycle: &cdk8snetpol.ContainerLifecycle{
				PreStop: cdk8snetpol.Handler_FromTcpSocket(&cdk8snetpol.HandlerFromTcpSocketOptions{Port: jsii.Number(5432)}),
			},
		}},
	})
	orders.AddVolumeClaimTemplate(&cdk8snetpol.PersistentVolumeClaimTemplateProps{
		Name:             jsii.String("data"),
		Storage:          cdk8s.Size_Gibibytes(jsii.Number(20)),
		StorageClassName: jsii.String("gp3"),
		AccessModes:      accessModes(cdk8snetpol.PersistentVolumeAccessMode_READ_WRITE_ONCE),
	})
	data := cdk8snetpol.Volume_FromName(chart, jsii.String("OrdersData"), jsii.String("data"))
	(*orders.Containers())[0].Mount(jsii.String("/var/lib/postgresql"), data, nil)
	return orders
}

func newRecipes(chart cdk8s.Chart) cdk8snetpol.StatefulSet {
	return cdk8snetpol.NewStatefulSet(chart, jsii.String("Recipes"), &cdk8snetpol.StatefulSetProps{
		Metadata: named("recipes"),
		Strategy: cdk8snetpol.StatefulSetUpdateStrategy_OnDelete(),
		Containers: &[]*cdk8snetpol.ContainerProps{{
			Image:      jsii.String("registry.example.com/recipes:2.0.1"),
			PortNumber: jsii.Number(7000),
			Liveness:   cdk8snetpol.Probe_FromGrpc(&cdk8snetpol.GrpcProbeOptions{Port: jsii.Number(7000), Service: jsii.String("recipes")}),
		}},
	})
}

func newAgent(chart cdk8s.Chart) cdk8snetpol.DaemonSet {
	agent := cdk8snetpol.NewDaemonSet(chart, jsii.String("Agent"), &cdk8snetpol.DaemonSetProps{
		Metadata:        named("agent"),
		MinReadySeconds: jsii.Number(10),
		Dns: &cdk8snetpol.PodDnsProps{
			Policy:      cdk8snetpol.DnsPolicy_NONE,
			Nameservers: jsii.Strings("192.0.2.53"),
			Searches:    jsii.Strings("example.com"),
		},
	})
	agent.Dns().AddOption(&cdk8snetpol.DnsOption{Name: jsii.String("ndots"), Value: jsii.String("2")})
	container := cdk8snetpol.NewContainer(&cdk8snetpol.ContainerProps{
		Name:  jsii.String("agent"),
		Image: jsii.String("registry.example.com/agent:3.1.0"),
	})
	container.AddPort(&cdk8snetpol.ContainerPort{
		Number:   jsii.Number(8125),
		Protocol: cdk8snetpol.Protocol_UDP,
		HostPort: jsii.Number(8125),
	})
	container.Env().AddVariable(jsii.String("INTERVAL"), cdk8snetpol.EnvValue_FromValue(jsii.String("10s")))
	agent.AttachContainer(container)
	return agent
}

func newMigration(chart cdk8s.Chart, config config) cdk8snetpol.Job {
	return cdk8snetpol.NewJob(chart, jsii.String("Migration"), &cdk8snetpol.JobProps{
		Metadata:         named("migration"),
		ActiveDeadline:   cdk8s.Duration_Minutes(jsii.Number(10)),
		BackoffLimit:     jsii.Number(2),
		TtlAfterFinished: cdk8s.Duration_Hours(jsii.Number(1)),
		RestartPolicy:    cdk8snetpol.RestartPolicy_NEVER,
		Containers: &[]*cdk8snetpol.ContainerProps{{
			Image:        jsii.String("registry.example.com/migration:1.4.0"),
			Command:      jsii.Strings("migrate"),
			WorkingDir:   jsii.String("/work"),
			EnvVariables: &map[string]cdk8snetpol.EnvValue{"DATABASE_PASSWORD": config.database.EnvValue(jsii.String("password"), nil)},
		}},
	})
}

func newReport(chart cdk8s.Chart, config config) cdk8snetpol.CronJob {
	return cdk8snetpol.NewCronJob(chart, jsii.String("Report"), &cdk8snetpol.CronJobProps{
		Metadata:               named("report"),
		Schedule:               cdk8s.Cron_Daily(),
		TimeZone:               jsii.String("Europe/Vienna"),
		ConcurrencyPolicy:      cdk8snetpol.ConcurrencyPolicy_FORBID,
		StartingDeadline:       cdk8s.Duration_Minutes(jsii.Number(15)),
		SuccessfulJobsRetained: jsii.Number(1),
		FailedJobsRetained:     jsii.Number(3),
		Containers: &[]*cdk8snetpol.ContainerProps{{
			Image:        jsii.String("registry.example.com/report:1.0.7"),
			EnvVariables: &map[string]cdk8snetpol.EnvValue{"DATABASE_PASSWORD": config.database.EnvValue(jsii.String("password"), nil)},
		}},
	})
}
