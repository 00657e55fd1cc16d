import type { HeldReason } from '../answer.ts';
import { isOfThePatientNow } from './assertion.ts';
import type { Finding } from './letter-read.ts';
import type { Meaning } from './meaning.ts';

/** A finding with what it means for the record. */
export interface Meant {
  readonly finding: Finding;
  readonly meaning: Meaning;
}

/** A tumour that the patient has now, with nothing to hold it back. */
export function isActive({ finding, meaning }: Meant): boolean {
  return meaning.held === null && finding.category === 'diagnosis' && isOfThePatientNow(meaning.assertion);
}

/** A tumour that the patient has had, by the words around it. */
export function isHistory({ finding }: Meant): boolean {
  const { certainty, temporality, subject } = finding.assertion;
  return (
    finding.category === 'diagnosis' &&
    certainty === 'confirmed' &&
    temporality === 'historical' &&
    subject === 'patient'
  );
}

/** The same, seen and not suggested. */
export function held(one: Meant, reason: HeldReason): Meant {
  return { ...one, meaning: { ...one.meaning, held: reason } };
}
