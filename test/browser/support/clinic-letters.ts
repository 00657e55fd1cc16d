/** Invented letters, each of another patient unless said otherwise. */

const BODIES: readonly ((name: string) => string)[] = [
  (name) => `Diagnosis: Left breast: 23 mm grade 2 invasive ductal carcinoma, ER positive, HER2 negative, pT2 N0 M0.
Treatment: wide local excision on 26 February 2026.
Family history: mother had breast cancer at 70.

${name} attended with a friend. There is no evidence of metastatic disease. Plan: radiotherapy to the breast, then letrozole
for five years. Holistic needs assessment completed. Cancer care review with you please.`,
  (name) => `Diagnosis: Adenocarcinoma of the sigmoid colon, pT3 N1 M0.
Treatment: anterior resection, 3 March 2026.

${name} has recovered well. Adjuvant chemotherapy was discussed. ?liver metastasis on CT, MRI awaited.
Plan: discuss at MDT.`,
  (name) => `Diagnosis: Prostate cancer, Gleason 3+4=7, cT2a.

${name} has chosen active surveillance. Bone scan: no evidence of metastasis. His brother had bowel cancer.`,
  (name) => `Diagnosis: Diffuse large B cell lymphoma, Ann Arbor stage II.
Treatment: R-CHOP, completed six cycles.

${name} is in remission. No evidence of asthma. Treatment summary sent.`,
  (name) => `Diagnosis: Basal cell carcinoma of the nose, excised.

${name} was seen in the skin clinic. Previous melanoma of the left foot. Skin check in six months.`,
];

export function clinicLetter(n: number, patient = n): string {
  const name = `${TITLES[patient % 2]} ${GIVEN[patient % GIVEN.length]} ${FAMILY[patient % FAMILY.length]}`;
  return `St Aldhelm's Hospital
Oncology Clinic
${1 + (n % 28)} April 2026

Dear Dr Whitcombe,

${name}, DOB 0${1 + (patient % 9)}/05/19${50 + (patient % 40)}, NHS No: ${nhsNumber(patient)}

${BODIES[n % BODIES.length]!(name)}

Yours sincerely,
Dr A Penhaligon, letter ${n}
`;
}

/** The n-th valid number of the range that is never given to a patient. */
export function nhsNumber(n: number): string {
  for (let serial = n * 11; ; serial++) {
    const nine = `999${String(serial).padStart(6, '0')}`;
    const sum = [...nine].reduce((total, digit, index) => total + Number(digit) * (10 - index), 0);
    const check = (11 - (sum % 11)) % 11;
    if (check < 10) return `${nine.slice(0, 3)} ${nine.slice(3, 6)} ${nine.slice(6)}${check}`;
  }
}

/** By the keys they are put under. */
export function clinicLetters(count: number, practice = 'Y90001'): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, n) => [
      `incoming/RZZ01/${practice}/clinic-${String(n).padStart(3, '0')}.txt`,
      clinicLetter(n),
    ]),
  );
}

const TITLES = ['Mrs', 'Mr'];
const GIVEN = ['Ailsa', 'Bram', 'Cerys', 'Dilip', 'Edie', 'Femi', 'Greta'];
const FAMILY = [
  'Tremlow',
  'Oyelaran',
  'Quilter',
  'Vasquez',
  'Harrow',
  'Iqbal',
  'Jessop',
  'Kettle',
  'Lomax',
  'Morrow',
  'Nkemelu',
];
