import { Found } from '../../analysis/findings/finding';
import { Place } from '../configuration/setting';

/** A finding at the field that is the evidence. */
export function onPlace({ object, field, on }: Place, about: Pick<Found, 'text' | 'cure' | 'about'>): Found {
  return { ...about, object, field, on };
}
