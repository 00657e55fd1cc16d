import type { Assertion, Category, Effect } from '../answer.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';

const REGISTER = 'QOF CAN';

/**
 * What accepting a diagnosis does to the QOF cancer register (CAN001: cancer diagnosed on or after 1 April 2003, without
 * non-melanotic skin cancer) and the review clocks that start at the diagnosis date (CAN005: 93 days, CAN004: 12 months).
 * No code removes a patient from the register.
 */
export function effectOf(
  target: string,
  category: Category,
  { certainty, temporality, subject }: Assertion,
  lexicon: Lexicon,
): Effect | null {
  if (category !== 'diagnosis') return null;
  const does = (joins: boolean, because: string): Effect => ({ register: REGISTER, joins, because });
  if (subject !== 'patient') return does(false, 'a cancer of a relative is not the patient’s');
  if (certainty === 'suspected') return does(false, 'a suspected cancer is not a diagnosis');
  if (temporality === 'historical') return does(false, 'a history-of code is not on the register');
  const register = lexicon.contexts.get(target)?.register;
  switch (register) {
    case 'joins':
      return does(
        true,
        'joins the cancer register; the 3 and 12 month review clocks start at the diagnosis date; no code removes a patient',
      );
    case 'secondary-joins':
      return does(
        true,
        'a secondary cancer: joins the cancer register if the primary is not on it; no code removes a patient',
      );
    case 'excluded-nmsc':
      return does(false, 'non-melanotic skin cancer is not on the register');
    case 'in-situ':
      return does(false, 'an in-situ lesion is not a cancer on the register');
    case 'benign-or-uncertain':
      return does(false, 'benign or of uncertain behaviour: not on the register');
    case 'not-a-tumour':
    case undefined:
      return null;
  }
}
