import { describe, expect, it } from 'vitest';
import { assessLetter } from '../../../functions/core/reading/assess-letter.ts';
import { realLexicon as lexicon } from '../../support/real-lexicon.ts';

/** Each treatment as written, with what is to be done about it; `-` for one that is held. */
function decidedIn(text: string): string[] {
  const { suggestions, held } = assessLetter(
    { id: 'row', text: `Clinic date: 14/05/2026\n\nDear Dr Smith\n\nDiagnosis: left breast cancer\n\n${text}` },
    lexicon,
  );
  const treatments = (all: typeof suggestions) => all.filter(({ category }) => category === 'treatment');
  return [
    ...treatments(suggestions).flatMap(({ evidence, assertion }) =>
      evidence.map(({ quote }) => `${quote}: ${assertion.temporality}`),
    ),
    ...treatments(held).flatMap(({ evidence }) => evidence.map(({ quote }) => `${quote}: -`)),
  ].sort();
}

describe('what the next statement decides', () => {
  it.each([
    ['We discussed docetaxel. He would like to go ahead.', ['docetaxel: planned']],
    ['We talked through radiotherapy. Mrs Ash has agreed to proceed.', ['radiotherapy: planned']],
    ['We went through the role of letrozole. She is 70 and retired. She is happy to start.', ['letrozole: planned']],
    ['I explained the benefits of letrozole. She signed the consent form.', ['letrozole: planned']],
    ['We discussed letrozole. She is not happy to start.', ['letrozole: -']],
    ['We discussed letrozole. She will let us know if she is happy to proceed.', ['letrozole: -']],
    ['We discussed mastectomy or letrozole. She would like to go ahead.', ['letrozole: -', 'mastectomy: -']],
    [
      'We discussed best supportive care as well as docetaxel. She wishes to go ahead.',
      ['best supportive care: -', 'docetaxel: planned'],
    ],
    ['The MDT recommended radiotherapy. She does not want it.', ['radiotherapy: -']],
    ['The plan was for mastectomy. Having slept on it she has decided against it.', ['mastectomy: -']],
    ['We recommended docetaxel. He is not keen.', ['docetaxel: -']],
    ['She will have radiotherapy. She was not keen at first but has now agreed.', ['radiotherapy: planned']],
    ['Docetaxel was recommended. She is unsure and will ring.', ['Docetaxel: -']],
    ['We have offered radiotherapy. He would like time to think.', ['radiotherapy: -']],
    ['Mastectomy is booked for 3 June. She is unsure about the scar.', ['Mastectomy: planned']],
    ['She is on letrozole. She is not sure about the flushes.', ['letrozole: current']],
    ['We have booked her mastectomy. She prefers not to have reconstruction.', ['mastectomy: planned']],
    ['Referred for radiotherapy. She prefers not to travel at weekends.', ['radiotherapy: planned']],
    ['Referred for radiotherapy. On balance she would prefer not to have it.', ['radiotherapy: -']],
    ['He was keen on brachytherapy but his prostate is too large.', ['brachytherapy: -']],
    ["Docetaxel is recommended. Mr Jones's wife is not keen.", ['Docetaxel: planned']],
    ['She is on letrozole. She declined.', ['letrozole: current']],
    ['For axillary clearance. She has declined a chaperone.', ['axillary clearance: planned']],
    ['Radiotherapy was raised by her son. She signed the consent form.', ['Radiotherapy: -']],
  ])('%s', (text, decided) => {
    expect(decidedIn(text)).toEqual([...decided].sort());
  });
});

describe('a refusal by name behind a plan', () => {
  it.each([
    [
      'MDT recommended adjuvant chemotherapy.\n\nShe is well. After some thought she has declined chemotherapy.',
      ['adjuvant chemotherapy: -', 'chemotherapy: -'],
    ],
    [
      'For radiotherapy.\n\nShe is well. She initially declined radiotherapy and has come round to it.',
      ['radiotherapy: -', 'radiotherapy: planned'],
    ],
    [
      'She had chemotherapy in 2019.\n\nShe is well. She has declined chemotherapy this time.',
      ['chemotherapy: -', 'chemotherapy: completed'],
    ],
    ['For mastectomy.\n\nShe has declined radiotherapy.', ['mastectomy: planned', 'radiotherapy: -']],
    [
      'MDT: adjuvant RT to the chest wall.\n\nShe does not want a mask - so declines RT, understands the risk.',
      ['RT: -', 'RT: -'],
    ],
    ['Consider hormones (letrozole > tamoxifen) if the scan is positive.', ['letrozole: -', 'tamoxifen: -']],
    ['Trastuzumab-based chemo: not needed.', ['Trastuzumab: -', 'chemo: -']],
    ['Offered radiotherapy but he wishes surgery.', ['radiotherapy: -']],
    ['CHEMO: advised docetaxel, she has declined', ['CHEMO: -', 'docetaxel: -']],
    ['She declined palliative radiotherapy.', ['palliative radiotherapy: -']],
    ['Was to have been treated with docetaxel but the treatment never started.', ['docetaxel: -']],
    ['Mastectomy attempted 3/2/26, abandoned.', ['Mastectomy: -']],
    ["Docetaxel offered, she'd like to think.", ['Docetaxel: -']],
    ['She would like a mastectomy rather than radiotherapy.', ['mastectomy: planned', 'radiotherapy: -']],
    [
      'Options discussed: surveillance v docetaxel. He has opted for surveillance.',
      ['docetaxel: -', 'opted for surveillance: current'],
    ],
    ['Mastectomy & axillary clearance: no indication', ['Mastectomy: -', 'axillary clearance: -']],
    ['Offered mastectomy but opted for WLE.', ['WLE: planned', 'mastectomy: -']],
    ['Recommended letrozole but she wants tamoxifen.', ['letrozole: -', 'tamoxifen: planned']],
    ['Had chemotherapy but opted for letrozole this time.', ['chemotherapy: completed', 'letrozole: planned']],
  ])('%j', (text, decided) => {
    expect(decidedIn(text)).toEqual([...decided].sort());
  });
});
