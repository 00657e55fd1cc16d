import type { MatchToken } from '../lexicon/phrase-trie.ts';

/**
 * Whether a denial behind a tumour has a subject of its own, set off from it: "rectal cancer, nodes normal", "ca prostate - bone scan negative". What
 * belongs to the tumour's own phrase is none: "cancer in the nodes excluded".
 *
 * @param from the token behind the tumour
 * @param to the token at which the denial begins
 */
export function hasOwnSubject(from: number, to: number, tokens: readonly MatchToken[]): boolean {
  let i = to - 1;
  while (i >= from && to - i <= LONGEST_SUBJECT && !isDivider(tokens[i]!)) i--;
  const divided = i >= from && isDivider(tokens[i]!);
  const subject = tokens.slice(i + 1, to).filter(({ word }) => !BESIDE_A_SUBJECT.has(word));
  if (!subject.some(({ word }) => SUBJECTS.has(word))) return false;
  // "GIST of the stomach was not confirmed"
  if (!divided && tokens[from]!.word === 'of') return false;
  return divided || (i < from && subject.every(({ word }) => SUBJECTS.has(word) || OF_A_SUBJECT.has(word)));
}

const LONGEST_SUBJECT = 6;

function isDivider({ kind, raw }: MatchToken): boolean {
  return kind === 'mark' && /^[,;:(]$/.test(raw);
}

const BESIDE_A_SUBJECT = new Set([
  'is',
  'are',
  'was',
  'were',
  'all',
  'both',
  'status',
  'looks',
  'look',
  'appear',
  'appears',
]);

/** Words of a subject that are none alone: "left axilla", "0 of 3 nodes". */
const OF_A_SUBJECT = new Set(
  'left right l r and the 0 of spine liver brain bone pelvic axillary mediastinal inguinal groin neck sentinel lymph para aortic paraaortic hilar cervical whole body isotope ct mri circumferential resection surgical lymphovascular vascular perineural extranodal extracapsular ovarian other regional'.split(
    ' ',
  ),
);

/** What is examined or asked for beside a tumour that is there: where it may have gone, its margins, receptors and genes, and clots. */
const SUBJECTS = new Set(
  'rete tunica epididymis cord parametrium parametria fat sinus capsule emvi lvsi vpi ene epe svi serosa mesorectum fascia sphincter urethra ureter ureters vesicles muscle diaphragm pericardium vagina hilum perineurium ivc svc vessel vessels vein veins vena cava artery arteries duct ducts airways mediastinum oesophagus stomach pancreas spleen peritoneum omentum ovaries uterus node nodes nodal lns ln sln slnb axilla axillae lung bone kidney spine margin margins crm lvi pni scan mri adrenal adrenals liver brain marrow pleura abdomen chest lungs dvt pe clot thrombosis er pr her2 brca brca1 brca2 egfr alk ros1 pdl1 kras nras ras braf msi mmr jak2 calr ebv hiv hepatitis extension invasion marker markers afp hcg psa cea ca125 ldh calcitonin thyroglobulin tsh bloods lfts fbc hb haemoglobin calcium contralateral culture cultures swab swabs cxr xray covid mrsa msu csf ct pet flexi cystoscopy colonoscopy echo'.split(
    ' ',
  ),
);
