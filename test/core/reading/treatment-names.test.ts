import { describe, expect, it } from 'vitest';
import { assessLetter } from '../../../functions/core/reading/assess-letter.ts';
import { realLexicon as lexicon } from '../../support/real-lexicon.ts';

/** Each treatment suggested, as displayed. */
function treatmentsIn(text: string): string[] {
  const { suggestions } = assessLetter(
    { id: 'row', text: `Clinic date: 14/05/2026\n\nDear Dr Smith\n\n${text}` },
    lexicon,
  );
  return suggestions
    .filter(({ category }) => category === 'treatment')
    .map(({ display }) => display)
    .sort();
}

describe('treatments in the short words of clinics', () => {
  it.each([
    ['Colonoscopy: two sigmoid polyps (4mm and 9mm) snared.', ['Colonoscopic polypectomy']],
    ['Colonoscopy: 8mm sigmoid polyp, hot snare.', ['Colonoscopic polypectomy']],
    ['Colonoscopy 2022: 2 tubular adenomas removed.', ['Colonoscopic polypectomy']],
    ['Colonoscopy: polyp seen, not removed.', []],
    ['Colonoscopy normal, no polyps. Appendix removed 1990.', []],
    ['Gastroscopy: gastric polyp snared.', []],
    ['Incidental 11mm gastric GIST - observe', ['Active surveillance']],
    ['CLL stage A since 2016, under observation.', ['Active surveillance']],
    ['Breast cancer. Kept under observation overnight with chest pain.', []],
    ['Nurses to observe the breast cancer wound.', []],
    ['Low risk prostate cancer. AS recommended.', ['Active surveillance of prostate cancer']],
    ['Prostate cancer, AS (aortic stenosis) noted.', []],
    ['Prostate cancer. PSA 5, AS DISCUSSED WE WILL SEE HIM.', []],
    ['Thyroid Thy3f nodule. Hemi done 2/3/26.', ['Hemithyroidectomy']],
    ['Thyroid cancer. Left hemi paresis.', []],
    ['B3 lesion of the breast for VAE.', ['Vacuum assisted excision']],
    ['BCC chest. Efudix 4 wks.', ['Topical chemotherapy (fluorouracil cream)']],
    ['Genital warts. Aldara 4 wks.', []],
    ['Metastatic breast cancer, gamma nail right femur.', ['Fixation of bone for metastasis']],
    ['Breast cancer. Knee surgery booked June.', []],
    ['Breast cancer. Surgery booked for her knee.', []],
    ['Lung cancer. Surgery planned June.', ['Excision of malignant neoplasm']],
    ['Breast cancer. RT MASTECTOMY 2012.', ['Mastectomy (excision of breast tissue)']],
    ['Breast cancer. Rt breast WLE 2012.', ['Wide local excision of breast lesion']],
    ['Breast cancer 2009 (mastectomy + RT)', ['Mastectomy (excision of breast tissue)', 'Radiotherapy']],
    ['Vulval SCC 2023 (WLE + groin SLN, neg).', ['Sentinel lymph node biopsy', 'Wide local excision of vulval lesion']],
    ['Squamous cell carcinoma of the scalp excised 2024.', ['Excision of lesion of skin']],
    ['Rodent ulcer of the nose taken off in 2019.', ['Excision of lesion of skin']],
    ['BCC nose healing, the stitches were removed.', []],
    ['Melanoma in situ to be removed by plastics.', []],
    ['His prostate was removed for cancer in 2008.', ['Prostatectomy']],
    ['Renal cancer: we took out the left kidney.', ['Total nephrectomy']],
    ['Breast cancer. The husband had his prostate removed.', []],
    ['Kidney cancer query; kidney removed after trauma.', []],
    ['Lung cancer. Pleural aspiration for cytology.', []],
    ['Lung cancer. Pleural aspiration 1.5 litres.', ['Drainage of pleural effusion']],
    ['Melanoma 2024. She had breast cancer 2012 (L WLE).', ['Wide local excision of breast lesion']],
    ['Pembrolizumab for lung cancer: 3 more cycles.', ['Immunotherapy']],
    ['Ovarian cancer on carboplatin: 3 more cycles.', ['Chemotherapy']],
    ['Malignant pleural effusion from lung cancer - drained 11/2/26.', ['Drainage of pleural effusion']],
    ['Ovarian cancer. Ascites drained 11/2/26.', []],
    ['Told the diagnosis of melanoma, excised 18.4.26, margins clear.', ['Excision of lesion of skin']],
    ['Cervix: CIN absent (LLETZ in 1994 noted).', ['Large loop excision of transformation zone']],
    ['Lung cancer without histology, and we advised best supportive care.', ['Best supportive care']],
  ])('%s', (text, treatments) => {
    expect(treatmentsIn(text)).toEqual([...treatments].sort());
  });
});
