import { describe, expect, it } from 'vitest';
import { assessLetter } from '../../../functions/core/reading/assess-letter.ts';
import { findDates } from '../../../functions/core/reading/dates.ts';
import { letterDateOf } from '../../../functions/core/reading/letter-date.ts';
import { realLexicon as lexicon } from '../../support/real-lexicon.ts';

/** Each treatment suggested, as written, with its state. */
function statesOf(text: string): string[] {
  const { suggestions } = assessLetter(
    { id: 'row', text: `Clinic date: 14/05/2026\n\nDear Dr Smith\n\nDiagnosis: left breast cancer\n\n${text}` },
    lexicon,
  );
  return suggestions
    .filter(({ category }) => category === 'treatment')
    .flatMap(({ evidence, assertion }) => evidence.map(({ quote }) => `${quote}: ${assertion.temporality}`));
}

describe('how far a treatment has got', () => {
  it.each([
    ['a date ahead of the letter is a plan', 'Mastectomy 20/05/2026.', ['Mastectomy: planned']],
    ['a date behind it is done', 'Mastectomy 20/04/2026.', ['Mastectomy: completed']],
    ['a range of years has come to its end', 'On tamoxifen 2012-17.', ['tamoxifen: completed']],
    ['a drug since a year goes on', 'Letrozole from March 2026.', ['Letrozole: current']],
    ['a count of courses has been given', 'Capecitabine x6, then stable.', ['Capecitabine: completed']],
    ['an operation of today is done', 'Sentinel node biopsy today.', ['Sentinel node biopsy: completed']],
    [
      'a list shares the state of its first item',
      'For mastectomy, sentinel node biopsy (Mr Oduya) and chest wall radiotherapy.',
      ['mastectomy: planned', 'sentinel node biopsy: planned', 'chest wall radiotherapy: planned'],
    ],
    [
      'a list shares what is said behind it',
      'Mastectomy, axillary clearance and radiotherapy were completed in 2024.',
      ['Mastectomy: completed', 'axillary clearance: completed', 'radiotherapy: completed'],
    ],
    [
      'what comes after a treatment under way is a plan',
      'On cycle 3 of docetaxel then mastectomy.',
      ['docetaxel: current', 'mastectomy: planned'],
    ],
    [
      'a short word does not reach over another treatment',
      'Stable on letrozole\nmastectomy 20/05/2026 for the left side.',
      ['letrozole: current', 'mastectomy: planned'],
    ],
    ['until is an end', 'On capecitabine until Nov 25.', ['capecitabine: completed']],
    ['a next course says that it goes on', 'Docetaxel x2, C3 due 23/5.', ['Docetaxel: current']],
    ['a drug under a heading of treatments is taken', 'Treatment: letrozole', ['letrozole: current']],
    ['a month without its year is the nearest', 'Mastectomy in July.', ['Mastectomy: planned']],
    [
      'a regimen shares its count',
      'Carboplatin/pembrolizumab x4.',
      ['Carboplatin: completed', 'pembrolizumab: completed'],
    ],
    [
      'what follows a plan is a plan as well',
      'Consented for docetaxel starting 19 May 2026. Thereafter radiotherapy, followed by letrozole for five years.',
      ['docetaxel: planned', 'radiotherapy: planned', 'letrozole: planned'],
    ],
    [
      'what followed a course that is over is over',
      'She had six cycles of docetaxel in 2024. Thereafter chest wall radiotherapy.',
      ['docetaxel: completed', 'chest wall radiotherapy: completed'],
    ],
    ['said behind it', 'On docetaxel. Radiotherapy afterwards.', ['docetaxel: current', 'Radiotherapy: planned']],
    ['then stopped is an end', 'Docetaxel 3 of 8 then stopped because of sepsis.', ['Docetaxel: completed']],
    ['a condition reaches over an arrow', 'If the scan is worse -> docetaxel.', []],
    ['an arrow alone is no condition', 'Scan worse -> started docetaxel.', ['docetaxel: current']],
    [
      'down the line from it is behind it',
      'She is 4 weeks down the line from a mastectomy.',
      ['mastectomy: completed'],
    ],
    ['a part left out is not all of it', 'Weekly cisplatin x5 (week 6 omitted).', ['cisplatin: completed']],
    ['of a planned number', 'She has received R-CHOP x3 of a planned 6.', ['R-CHOP: current']],
    ['in so many weeks is ahead', 'Single fraction radiotherapy to femur in 4-6/52.', ['radiotherapy: planned']],
    [
      'in so many weeks is also a length',
      'Radiotherapy 50 Gy in 25 fractions in 5 weeks.',
      ['Radiotherapy: completed'],
    ],
    ['its planning says that it is to come', 'Radiotherapy planning has been arranged.', ['Radiotherapy: planned']],
    ['a blood transfusion is an event', 'Hb 71, transfused 2 units.', ['transfused 2 units: completed']],
    ['suspended is stopped', 'Nivolumab maintenance suspended since December.', ['Nivolumab: completed']],
    [
      'each item of a list has its own verdict',
      'Previous: FEC x6, trastuzumab 2014-15, goserelin declined.',
      ['FEC: completed', 'trastuzumab: completed'],
    ],
    [
      'conditioning goes with its transplant',
      'Myeloma: melphalan 200 autograft 11/2024.',
      ['melphalan 200: completed', 'autograft: completed'],
    ],
    [
      'ways forward are options',
      'There are three ways forward:\n a) observation\n b) letrozole\n c) tamoxifen and goserelin',
      [],
    ],
    ['kept for consideration', 'Adjuvant nivolumab: for consideration once weight stable.', []],
    ['since a year is not since the treatment', 'CLL since 2016, under observation.', ['under observation: current']],
    ['surveillance, and not the other', 'We have agreed on surveillance not biopsy.', ['on surveillance: current']],
    ['a cream for so many weeks is asked for', 'BCC chest: Efudix twice daily for 4 weeks.', ['Efudix: planned']],
    [
      'an arrow to the next drug ends the one before',
      'Letrozole 2 years → exemestane.',
      ['Letrozole: completed', 'exemestane: current'],
    ],
    [
      'a number that was planned says how many',
      'He has completed two of the four planned cycles of docetaxel.',
      ['docetaxel: current'],
    ],
    [
      'all that were planned are the end of it',
      'He has completed six of six planned cycles of docetaxel.',
      ['docetaxel: completed'],
    ],
    [
      'months of a course count as well',
      'She has completed twelve of her twenty-four months of olaparib.',
      ['olaparib: current'],
    ],
    ['what finishes on a day goes on', 'Radiotherapy 37.5 Gy which finishes on Friday.', ['Radiotherapy: current']],
    ['a name of a service has no state', 'Northmoor Marrow Transplant Programme 2 April 2026. Myeloma.', []],
    ['where it is given is no part of a name', 'To start fulvestrant in clinic.', ['fulvestrant: planned']],
    ['now at a fraction', 'Radiotherapy from 20/4/26, now #12.', ['Radiotherapy: current']],
    [
      'a hormone of long ago is over',
      'Breast cancer 2004, right mastectomy, tamoxifen.',
      ['right mastectomy: completed', 'tamoxifen: completed'],
    ],
    [
      'a hormone of some years may go on',
      'Breast cancer 2021, right mastectomy, tamoxifen.',
      ['right mastectomy: completed', 'tamoxifen: current'],
    ],
    ['a birthday is no beginning', 'Jane Doe 12/03/1950: letrozole.', ['letrozole: current']],
    [
      'a bracket of long ago is over',
      'Breast cancer (May 2016, mastectomy with radiotherapy to follow).',
      ['mastectomy: completed', 'radiotherapy: completed'],
    ],
    [
      'a bracket ahead is a plan',
      'Breast cancer (May 2026, mastectomy with radiotherapy to follow).',
      ['mastectomy: planned', 'radiotherapy: planned'],
    ],
    [
      'a verdict chooses',
      'Radical chemoradiotherapy (mitomycin, 53.2Gy in 28#): recommended',
      ['chemoradiotherapy: planned'],
    ],
    [
      'what begins on a day',
      'Radiotherapy to the chest wall, forty gray in fifteen fractions which begins on the first of June.',
      ['Radiotherapy to the chest wall: planned'],
    ],
    ['already started', 'Exemestane, she has already started on this.', ['Exemestane: current']],
    ['an infusion for the calcium is one', 'Ca 3.12 → zoledronate 4mg.', ['zoledronate: completed']],
    ['an infusion on a day is one', 'Zoledronate 4mg 27/4.', ['Zoledronate: completed']],
    ['infusions every month go on', 'Zoledronate 4mg monthly.', ['Zoledronate: current']],
    ['a talk that is done is no chemotherapy done', 'Then letrozole.\nChemo education done.', ['letrozole: planned']],
    ['would have been given', 'Docetaxel would have been given had she been well.', []],
    ['you now take', 'You now take letrozole daily for at least five years.', ['letrozole: current']],
    ['will follow', 'Radiotherapy will definitely follow.', ['Radiotherapy: planned']],
    ['likely in a month is when', 'Mastectomy planned, likely June.', ['Mastectomy: planned']],
    ['a day of a cycle is not its end', 'Myeloma. Bortezomib given D1, D4.', ['Bortezomib: current']],
    ['after it is when, in a plan', 'Plan:\nSee after radiotherapy.', ['radiotherapy: planned']],
    ['after it is behind it, elsewhere', 'She is tired after radiotherapy.', ['radiotherapy: completed']],
    [
      'a cycle still to come is a plan',
      'She is to have her first cycle of docetaxel on Monday.',
      ['docetaxel: planned'],
    ],
  ])('%s', (_, text, states) => {
    expect(statesOf(text).sort()).toEqual([...states].sort());
  });
});

describe('the date of a letter', () => {
  const dateOf = (text: string) => letterDateOf(text, findDates(text));
  it.each([
    ['Clinic: 14/09/2026   Typed: 17/09/2026\nDOB 02/05/1961', '2026-09-17'],
    ['24.3.26\nDOB 6.6.63\n\nDear Doctor\n\nSeen in 2025.', '2026-03-24'],
    ['Dear Dr Yeo,                      3 August 2026\n\nBorn 12/4/1949', '2026-08-03'],
    ['Next appointment: 3 August 2026\nDOB: 12/4/1949', null],
    ['She was operated on in Leeds on 3 August 2026 and has recovered well since then.', null],
    ['In 21st July 2026    Out 24th July 2026', '2026-07-24'],
    ['', null],
  ])('%j', (text, date) => {
    expect(dateOf(text)).toBe(date);
  });
});
