import { EvidenceKind } from '../evidence-kind';
import { cluesOf, serviceMentions } from '../service-clues';

export const hostAndPort: EvidenceKind = {
  id: 'host-and-port',
  title: 'A container reads the name of a Service and, beside it, a port',
  looksUpNames: true,
  find: (app) => serviceMentions(app).filter(({ mention }) => mention.pairedPort !== undefined).flatMap((one) => cluesOf(one, app)),
};
