module every-kind

go 1.25.0

require (
	github.com/aws/constructs-go/constructs/v10 v10.4.2
	github.com/aws/jsii-runtime-go v1.140.0
	github.com/cdk8s-netpol/cdk8s-netpol-go/cdk8snetpol v0.0.0
	github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2 v2.70.47
)

require github.com/Masterminds/semver/v3 v3.5.0 // indirect

// This package, as "npm run package" built it. In an app of your own, leave this out.
replace github.com/cdk8s-netpol/cdk8s-netpol-go/cdk8snetpol => ../../dist/go/cdk8snetpol
