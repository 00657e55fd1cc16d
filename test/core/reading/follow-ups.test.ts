import { describe, expect, it } from 'vitest';
import { assessLetter } from '../../../functions/core/reading/assess-letter.ts';
import { realLexicon as lexicon } from '../../support/real-lexicon.ts';

/** What is suggested of the care plan, by display. */
function carePlanOf(text: string): string[] {
  const { suggestions } = assessLetter({ id: 'row', text: `Diagnosis: bowel cancer\n\n${text}` }, lexicon);
  return suggestions.filter(({ category }) => category === 'care-plan').map(({ display }) => display);
}

const FOLLOW_UP = ['Follow-up consultation'];
const DISCHARGED = ['Discharged from hospital follow-up'];

describe('follow-up', () => {
  it.each([
    'R/v 3/12.',
    'Clinic w/ histo 3/52',
    'See him in clinic again in about six months.',
    'F/u at 10 weeks with bloods.',
    '3/12 clinic please.',
    'Plan: 6/12.',
    'Plan\nClinic Mr Eze 16/07',
    'Back in 4 wks.',
    'A repeat CT in three months has been requested.',
    'I will see her on the 14th of March.',
    'See again with the results.',
    'Surgical clinic Mr Ellwood 8 weeks',
    'Plan: CT 6/12.',
    'CT CAP after cycle 3',
    'Follow-up: 6 weeks with bloods',
  ])('is read from %j', (text) => {
    expect(carePlanOf(text)).toEqual(FOLLOW_UP);
  });

  it.each([
    'He was seen in clinic 3/12 ago.',
    'Seen in clinic 16/07/2026.',
    'GP review 4/52.',
    'Plan: CT in 2 weeks.',
    'No change in 6 months.',
    'Weight down 5 kg over 3/12.',
    'PMH: clinic review 6/12 for asthma',
    'Gleason 3/12 cores.',
    'Full skin check otherwise clear.',
    'I saw this gentleman in the haematuria clinic on 3 March 2026.',
  ])('is not read from %j', (text) => {
    expect(carePlanOf(text)).toEqual([]);
  });

  it.each([
    'Discharged, SOS.',
    'Plan\n1. Discharge',
    'Reassured & discharged with a leaflet.',
    'No further appointments.',
    'F/U - nil',
    'I am happy to discharge him at this stage.',
  ])('ends with %j', (text) => {
    expect(carePlanOf(text)).toEqual(DISCHARGED);
  });

  it.each([
    'Discharged 2017.',
    'PMH: melanoma 2012, discharged from skin clinic',
    'Nipple discharge was noted.',
    'If the scan is clear we will discharge her.',
  ])('does not end with %j', (text) => {
    expect(carePlanOf(text)).toEqual([]);
  });
});

describe('what has no code to record', () => {
  it.each(['Our breast CNS was present.', 'I would be grateful if you could check his bloods.', 'DN referral made.'])(
    'is held: %j',
    (text) => {
      const { suggestions, held } = assessLetter({ id: 'row', text }, lexicon);
      expect(suggestions.filter(({ category }) => category === 'care-plan')).toEqual([]);
      expect(held.map(({ reason }) => reason)).toContain('do-not-code');
    },
  );
});
