import { FindingRule, onPolicy } from '../finding';
import { peersOf } from '../places';
import { AddressSet, hasHostBits, networkText } from '../../sets/address-set';
