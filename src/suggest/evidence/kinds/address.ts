import { EvidenceKind } from '../evidence-kind';
import { cluesOf, serviceMentions } from '../service-clues';

export const address: EvidenceKind = {
  id: 'address',
  title: 'A container reads the address of a Service',
  looksUpNames: true,
  find: (app) => serviceMentions(app).filter(({ mention }) => mention.pairedPort === undefined).flatMap((one) => cluesOf(one, app)),
};
