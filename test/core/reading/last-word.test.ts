import { describe, expect, it } from 'vitest';
import { assessLetter } from '../../../functions/core/reading/assess-letter.ts';
import { realLexicon as lexicon } from '../../support/real-lexicon.ts';

const diagnoses = (text: string) =>
  assessLetter({ id: 'x', text }, lexicon)
    .suggestions.filter(({ category }) => category === 'diagnosis')
    .map(({ display }) => display);

describe('an addendum', () => {
  const REPORT = 'Lung cancer RUL, T2a N0.\nNew liver metastases.\n';

  it('takes back what it denies', () => {
    expect(diagnoses(`${REPORT}ADDENDUM\nThere are no liver metastases.`)).toEqual([
      'Malignant neoplasm of upper lobe of right lung',
    ]);
  });
  it('leaves what it does not speak of', () => {
    expect(diagnoses(`${REPORT}ADDENDUM\nThere are no bone metastases.`)).toContain(
      'Secondary malignant neoplasm of liver',
    );
  });
});

describe('a suspicion in an e-mail', () => {
  const ASKED = 'Referred urgently with suspected breast cancer.';
  const ANSWER = 'No cancer was found.';

  it('is answered by the message above that quotes it', () => {
    expect(diagnoses(`${ANSWER}\n\nFrom: Dr Hill\nSent: 3 May 2026\n${ASKED}`)).toEqual([]);
  });
  it('is not answered by an older message', () => {
    expect(diagnoses(`${ASKED}\n\nFrom: Dr Hill\nSent: 3 May 2024\n${ANSWER}`)).toEqual(['Suspected breast cancer']);
  });
});
