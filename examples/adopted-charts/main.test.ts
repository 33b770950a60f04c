import { strictEqual } from 'node:assert';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { NetworkPolicyPort, Reachability, ReachabilityAssertions } from 'cdk8s-netpol';
import { shopApp } from './shop';

const [CONTROLLER, CERTIFICATE] = ['ingress-nginx/entrance-ingress-nginx-controller', 'ingress-nginx/entrance-ingress-nginx-certificate'];
const [WEB, API, DATABASE] = ['shop/web', 'shop/api', 'data/orders-postgresql'];
const [CUSTOMER, PAYMENT_API, API_SERVER] = ['198.51.100.7', '203.0.113.20', '172.18.0.2'];

const reachability = Reachability.ofApp(shopApp());
const who = ReachabilityAssertions.of(reachability);

describe('the shop', () => {
  test('is reached by customers through the ingress controller, and in no other way', () => {
    who.reaches(CUSTOMER, CONTROLLER, [NetworkPolicyPort.tcp(80), NetworkPolicyPort.tcp(443)]);
    who.reaches(CONTROLLER, WEB, [NetworkPolicyPort.tcp(8080)]);
    who.doesNotReach(CUSTOMER, WEB);
    who.doesNotReach(CUSTOMER, API);
  });

  test('answers from the web server to the api, which only the web server reaches', () => {
    who.reaches(WEB, API);
    who.isReachedOnlyBy(API, [WEB]);
  });

  test('keeps the database for the api', () => {
    who.reaches(API, DATABASE, [NetworkPolicyPort.tcp(5432)]);
    for (const other of [WEB, CONTROLLER, CERTIFICATE]) who.doesNotReach(other, DATABASE);
  });

  test('pays over the internet on 443, and nobody else gets out', () => {
    who.reaches(API, PAYMENT_API, [NetworkPolicyPort.tcp(443)]);
    who.doesNotReach(API, CUSTOMER);
    who.reachesInternetOnlyOn(API, [NetworkPolicyPort.tcp(443)]);
    for (const other of [WEB, DATABASE, CONTROLLER, CERTIFICATE]) who.reachesInternetOnlyOn(other, []);
  });

  test('lets nobody but the controller and its job ask the API server', () => {
    for (const one of [CONTROLLER, CERTIFICATE]) who.reaches(one, API_SERVER, [NetworkPolicyPort.tcp(6443)]);
    for (const other of [WEB, API, DATABASE]) who.doesNotReach(other, API_SERVER);
  });
});

/** All that is open, to be read in reviews. Run the tests with UPDATE=1 to write it anew. */
test('what is open is what connectivity.txt shows', () => {
  const file = join(__dirname, 'connectivity.txt');
  if (process.env.UPDATE) writeFileSync(file, reachability.table());
  strictEqual(reachability.table(), readFileSync(file, 'utf8'));
});
