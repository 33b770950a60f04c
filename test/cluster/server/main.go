// Command server is an API server of Kubernetes with a store of its own. It lives for as long as its standard input is open, and leaves nothing behind.
//
// It prints one line of JSON when it is ready: where it is, and the token and certificate that were made for this run.
package main

import (
	"context"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/signal"
	"path/filepath"
	"sync"
	"syscall"
	"time"

	"github.com/spf13/pflag"
	"go.etcd.io/etcd/server/v3/embed"
	"k8s.io/client-go/util/cert"
	"k8s.io/kubernetes/cmd/kube-apiserver/app"
	"k8s.io/kubernetes/cmd/kube-apiserver/app/options"
)

// Ready is what a client needs to know.
type Ready struct {
	URL         string `json:"url"`
	Token       string `json:"token"`
	Certificate string `json:"certificate"`
	Folder      string `json:"folder"`
	PID         int    `json:"pid"`
}

func main() {
	folder, err := os.MkdirTemp("", "cdk8s-netpol-cluster-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	var store *embed.Etcd
	var once sync.Once
	end := func(err error) {
		once.Do(func() {
			if store != nil {
				store.Server.HardStop()
			}
			os.RemoveAll(folder)
			if err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
			os.Exit(0)
		})
		select {}
	}
	go func() {
		io.Copy(io.Discard, os.Stdin)
		end(nil)
	}()
	// Whoever interrupts a test interrupts all that it started.
	interrupted := make(chan os.Signal, 1)
	signal.Notify(interrupted, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	go func() {
		<-interrupted
		end(nil)
	}()
	if store, err = startStore(filepath.Join(folder, "store")); err != nil {
		end(err)
	}
	end(serve(folder, store.Clients[0].Addr()))
}

func startStore(folder string) (*embed.Etcd, error) {
	config := embed.NewConfig()
	config.Dir = folder
	config.LogLevel = "error"
	config.UnsafeNoFsync = true
	free := []url.URL{{Scheme: "http", Host: "127.0.0.1:0"}}
	config.ListenClientUrls, config.AdvertiseClientUrls = free, free
	config.ListenPeerUrls, config.AdvertisePeerUrls = free, free
	config.InitialCluster = config.InitialClusterFromName(config.Name)
	store, err := embed.StartEtcd(config)
	if err != nil {
		return nil, err
	}
	<-store.Server.ReadyNotify()
	return store, nil
}

// serve runs the API server until it fails. What is said on the command line is said to it, too.
func serve(folder string, store net.Addr) error {
	certificate, key, err := cert.GenerateSelfSignedCertKey("127.0.0.1", nil, nil)
	if err != nil {
		return err
	}
	token := rand.Text()
	file := func(name string) string { return filepath.Join(folder, name) }
	for name, content := range map[string][]byte{
		"certificate": certificate,
		"key":         key,
		"tokens":      []byte(token + ",admin,admin,system:masters\n"),
	} {
		if err := os.WriteFile(file(name), content, 0o600); err != nil {
			return err
		}
	}

	server := options.NewServerRunOptions()
	flags := pflag.NewFlagSet("server", pflag.ContinueOnError)
	for _, some := range server.Flags().FlagSets {
		flags.AddFlagSet(some)
	}
	if err := flags.Parse(append([]string{
		"--etcd-servers=http://" + store.String(),
		"--bind-address=127.0.0.1",
		"--advertise-address=127.0.0.1",
		"--tls-cert-file=" + file("certificate"),
		"--tls-private-key-file=" + file("key"),
		"--token-auth-file=" + file("tokens"),
		"--anonymous-auth=false",
		"--authorization-mode=AlwaysAllow",
		"--service-account-issuer=https://127.0.0.1",
		"--service-account-key-file=" + file("key"),
		"--service-account-signing-key-file=" + file("key"),
		"--disable-admission-plugins=ServiceAccount",
		"--endpoint-reconciler-type=none",
		"--service-cluster-ip-range=10.96.0.0/12",
		"--allow-privileged=true",
	}, os.Args[1:]...)); err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	server.SecureServing.Listener = listener
	server.SecureServing.BindPort = listener.Addr().(*net.TCPAddr).Port

	if err := server.GenericServerRunOptions.ComponentGlobalsRegistry.Set(); err != nil {
		return err
	}
	ctx := context.Background()
	completed, err := server.Complete(ctx)
	if err != nil {
		return err
	}
	if problems := completed.Validate(); len(problems) > 0 {
		return problems[0]
	}
	go announce(Ready{URL: "https://" + listener.Addr().String(), Token: token, Certificate: string(certificate), Folder: folder, PID: os.Getpid()})
	return app.Run(ctx, completed)
}

// announce waits until the server takes requests.
func announce(ready Ready) {
	known := x509.NewCertPool()
	known.AppendCertsFromPEM([]byte(ready.Certificate))
	client := http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: known}}, Timeout: time.Second}
	for !isReady(&client, ready) {
		time.Sleep(50 * time.Millisecond)
	}
	json.NewEncoder(os.Stdout).Encode(ready)
}

func isReady(client *http.Client, ready Ready) bool {
	request, err := http.NewRequest(http.MethodGet, ready.URL+"/readyz", nil)
	if err != nil {
		return false
	}
	request.Header.Set("Authorization", "Bearer "+ready.Token)
	response, err := client.Do(request)
	if err != nil {
		return false
	}
	response.Body.Close()
	return response.StatusCode == http.StatusOK
}
