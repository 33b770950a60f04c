import { EvidenceKind } from './evidence-kind';
import { address } from './kinds/address';
import { apiServer } from './kinds/api-server';
import { dns } from './kinds/dns';
import { gatewayRoute } from './kinds/gateway-route';
import { hostAndPort } from './kinds/host-and-port';
import { ingress } from './kinds/ingress';
import { outside } from './kinds/outside';
import { publicService } from './kinds/public-service';
import { scraping } from './kinds/scraping';
import { webhook } from './kinds/webhook';

/** Every kind of evidence: what containers read, what leads in, what the cluster does, and at last who asks for names. */
export const EVIDENCE_KINDS: readonly EvidenceKind[] = [
  address, hostAndPort, outside, ingress, publicService, gatewayRoute, scraping, webhook, apiServer, dns,
];
