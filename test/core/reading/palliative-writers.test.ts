import { describe, expect, it } from 'vitest';
import { assessLetter } from '../../../functions/core/reading/assess-letter.ts';
import { realLexicon as lexicon } from '../../support/real-lexicon.ts';

const UNDER_THEIR_CARE = 'Under care of palliative care service';

function carePlanOf(head: string, body: string): string[] {
  const letter = `${head}\n\nMrs Ada Penrose, 03/05/1944\n\nDiagnosis: carcinoma of the pancreas.\n\n${body} ${FILLING}`;
  const { suggestions } = assessLetter({ id: 'row', text: letter }, lexicon);
  return suggestions.filter(({ category }) => category === 'care-plan').map(({ display }) => display);
}
const FILLING = 'Her pain is settled on the patch and she sleeps well. '.repeat(8);

describe('a letter of a palliative care team', () => {
  it.each([
    'Wexcombe Community Palliative Care Team',
    'COMMUNITY PALLIATIVE MEDICINE, ELM HOSPICE',
    'Elm Hospice\nCommunity Specialist Palliative Care - visit of 3 May 2026',
  ])('says by its head who looks after the patient: %j', (head) => {
    expect(carePlanOf(head, 'I saw her at home today.')).toContain(UNDER_THEIR_CARE);
  });

  it.each([
    ['Dear Palliative Care Team', 'Thank you for seeing her.'],
    ['To: Community Palliative Care Team', 'Thank you for seeing her.'],
    ['Community Palliative Care Team', 'She is discharged from our caseload.'],
    ['Community Palliative Care Team', 'I am sorry to tell you that she has died.'],
    ['Wexcombe Hospital, Department of Oncology', 'She asks about palliative care.'],
  ])('and %j … %j does not', (head, body) => {
    expect(carePlanOf(head, body)).not.toContain(UNDER_THEIR_CARE);
  });
});
