import { createHmac } from 'node:crypto';
import type { PatientHasher } from '../core/ports.ts';

/** HMAC-SHA-256 under a secret key, so that ten digits cannot simply be tried one after another. */
export function hmacPatientHasher(key: string): PatientHasher {
  return (nhsNumber) => createHmac('sha256', key).update(nhsNumber).digest('hex');
}
