//go:build never

// Package cluster holds programs that let the tests ask Kubernetes itself.
package cluster

// The definition of ClusterNetworkPolicy is a file of this module.
import _ "sigs.k8s.io/network-policy-api/apis/v1alpha2"
