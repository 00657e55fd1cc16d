import type { LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';
import type { Sentence } from './sentences.ts';

/** An organ, and the kinds of tumour that begin in it. */
interface Specimen {
  readonly site: string;
  readonly kinds: RegExp;
}

const OF_THE_BOWEL = /adeno|mucinous|signet|^carcinoma$/;
const OF_THE_LUNG = /small-cell|squamous|adeno|^carcinoma$/;
const OF_THE_THROAT = /squamous|^carcinoma$/;

/** Operations and samples that take one organ. Those that may take several ("lobectomy", "excision") are not here. */
const SPECIMENS: ReadonlyMap<string, Specimen> = new Map(
  (
    [
      ['mastectomy lumpectomy', 'breast', /ductal|lobular|^carcinoma|in-situ|mucinous|tubular|metaplastic/],
      ['prostatectomy ralp larp turp trus latp', 'prostate', /^(?:adeno|acinar|malig|carcinoma$)/],
      ['turbt turbts tur retur cystectomy cystoscopy', 'bladder', /urothelial|transitional|in-situ|^carcinoma$/],
      ['nephrectomy', 'kidney', /renal|clear|papillary|chromophobe|^carcinoma$/],
      ['orchidectomy orchiectomy', 'testis', /germ|seminoma|teratoma|embryonal|yolk/],
      ['gastrectomy', 'stomach', /adeno|signet|^carcinoma$|cohesive|diffuse/],
      ['oesophagectomy esophagectomy', 'oesophagus', /adeno|squamous|^carcinoma$/],
      ['sigmoidectomy', 'sigmoid-colon', OF_THE_BOWEL],
      ['hemicolectomy colectomy hemi hartmann hartmanns', 'colon', OF_THE_BOWEL],
      ['colonoscopy sigmoidoscopy ileocolonoscopy', 'large-intestine', OF_THE_BOWEL],
      ['aper tme tems tamis proctectomy', 'rectum', OF_THE_BOWEL],
      [
        'thyroidectomy hemithyroidectomy',
        'thyroid',
        /papillary|follicular|medullary|anaplastic|hurthle|oncocytic|^carcinoma$/,
      ],
      ['pipelle hysteroscopy hysterectomy tlh', 'endometrium', /endometrioid|carcinosarcoma/],
      ['lletz trachelectomy colposcopy', 'cervix', /squamous|adeno|in-situ|^carcinoma$/],
      ['ebus bronchoscopy bronch pneumonectomy', 'lung', OF_THE_LUNG],
      ['laryngectomy mlb microlaryngoscopy', 'larynx', OF_THE_THROAT],
      ['glossectomy hemiglossectomy', 'tongue', OF_THE_THROAT],
      ['tonsillectomy', 'tonsil', OF_THE_THROAT],
      ['parotidectomy', 'parotid', /mucoepidermoid|adenoid|acinic|salivary|^carcinoma$/],
      ['penectomy glansectomy', 'penis', OF_THE_THROAT],
      ['vulvectomy', 'vulva', OF_THE_THROAT],
      ['ogd gastroscopy', 'oesophagus', /squamous/],
    ] as const
  ).flatMap(([words, site, kinds]) => words.split(' ').map((word): [string, Specimen] => [word, { site, kinds }])),
);
const OF_TWO_WORDS: ReadonlyMap<string, Specimen> = new Map([
  ['sigmoid colectomy', { site: 'sigmoid-colon', kinds: OF_THE_BOWEL }],
  ['anterior resection', { site: 'rectum', kinds: OF_THE_BOWEL }],
  ...['upper lobectomy', 'lower lobectomy', 'middle lobectomy', 'lobectomy lymphadenectomy'].map(
    (words): [string, Specimen] => [words, { site: 'lung', kinds: OF_THE_LUNG }],
  ),
]);

/** Other than what was cut out here today: a stage of the past, or where the operation is still to come. */
const NOT_OF_IT =
  /^(?:previous|prev|after|following|post|no|not|if|or|for|planned|listed|await|awaiting|offered|consider|discussed|declined|fit|unfit|metastatic|met|secondary|normal|clear|nad|unremarkable|negative)$/;

/** Behind it too. */
const OF_ELSEWHERE = /^(?:no|not|if|or|metastatic|met|secondary|normal|clear|nad|unremarkable|negative)$/;

/** Whether a letter names any such operation: most name none. */
export function namesSpecimens({ tokens }: LetterRead): boolean {
  return tokens.some(({ word }) => word === 'resection' || word === 'lobectomy' || SPECIMENS.has(word));
}

/**
 * The organ that an operation or a sample named in `sentence` takes, where tumours of the kind `morphology` begin in it: "TLH BSO: endometrioid
 * ca", "re-TUR: urothelial carcinoma", "OGD … histology SCC". null where two organs are named.
 */
export function organOfSpecimen(
  morphology: string,
  sentence: Sentence,
  first: number,
  last: number,
  { tokens }: LetterRead,
): Mention | null {
  let found: Mention | null = null;
  for (let i = first; i < last; i++) {
    const { word } = tokens[i]!;
    if ((found === null ? NOT_OF_IT : OF_ELSEWHERE).test(word)) return null;
    const pair: Specimen | undefined = i > first ? OF_TWO_WORDS.get(`${tokens[i - 1]!.word} ${word}`) : undefined;
    const specimen: Specimen | undefined = pair ?? SPECIMENS.get(word);
    if (specimen === undefined || !specimen.kinds.test(morphology)) continue;
    const organ: string = specimen.site;
    if (found !== null && found.meaning.layer === 'site' && found.meaning.site !== organ) return null;
    const from: number = pair === undefined ? i : i - 1;
    found = { from, to: i + 1, meaning: { layer: 'site', site: organ }, phrase: word, sentence };
  }
  return found;
}
