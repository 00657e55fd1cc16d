import type { LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';
import type { Sentence } from './sentences.ts';

/** Operations and samples that take one organ, and the kinds of tumour that begin in it. Those that may take several are not here. */
const ORGANS: readonly (readonly [words: RegExp, site: string, kinds: RegExp])[] = [
  [/^(?:mastectomy|lumpectomy|mx)$/, 'breast', /./],
  [/^(?:prostatectomy|ralp|larp|turp|trus|latp)$/, 'prostate', /^(?:adeno|acinar|malig|carcinoma$)/],
  [/^(?:turbt|turbts|tur|re-?tur|cystectomy|cystoscopy)$/, 'bladder', /urothelial|transitional|in-situ|^carcinoma$/],
  [/^nephrectomy$/, 'kidney', /renal|clear|papillary|chromophobe|^carcinoma$/],
  [/^orchi(?:d|dec|ec)tomy$|^orchidectomy$/, 'testis', /germ|seminoma|teratoma|embryonal|yolk/],
  [/^(?:gastrectomy)$/, 'stomach', /adeno|signet|^carcinoma$|cohesive|diffuse/],
  [/^o?esophagectomy$/, 'oesophagus', /adeno|squamous|^carcinoma$/],
  [/^(?:sigmoidectomy)$/, 'sigmoid-colon', /adeno|mucinous|signet|^carcinoma$/],
  [/^(?:hemicolectomy|colectomy|hemi|hartmann|hartmanns)$/, 'colon', /adeno|mucinous|signet|^carcinoma$/],
  [/^(?:apr|aper|tme|tems|tamis|proctectomy)$/, 'rectum', /adeno|mucinous|signet|^carcinoma$/],
  [
    /^(?:thyroidectomy|hemithyroidectomy)$/,
    'thyroid',
    /papillary|follicular|medullary|anaplastic|hurthle|oncocytic|^carcinoma$/,
  ],
  [/^(?:pipelle|hysteroscopy|hysterectomy|tlh|tah)$/, 'endometrium', /endometrioid|carcinosarcoma/],
  [/^(?:lletz|trachelectomy|colposcopy)$/, 'cervix', /squamous|adeno|in-situ|^carcinoma$/],
  [/^(?:ebus|bronchoscopy|bronch|lobectomy|pneumonectomy)$/, 'lung', /small-cell|squamous|adeno|^carcinoma$/],
  [/^(?:laryngectomy|mlb|microlaryngoscopy)$/, 'larynx', /squamous|^carcinoma$/],
  [/^(?:glossectomy|hemiglossectomy)$/, 'tongue', /squamous|^carcinoma$/],
  [/^(?:tonsillectomy)$/, 'tonsil', /squamous|^carcinoma$/],
  [/^(?:parotidectomy)$/, 'parotid', /mucoepidermoid|adenoid|acinic|salivary|^carcinoma$/],
  [/^(?:penectomy|glansectomy)$/, 'penis', /squamous|^carcinoma$/],
  [/^(?:vulvectomy)$/, 'vulva', /squamous|^carcinoma$/],
  [/^(?:ogd|gastroscopy)$/, 'oesophagus', /squamous/],
];
const OF_TWO_WORDS: ReadonlyMap<string, string> = new Map([
  ['sigmoid colectomy', 'sigmoid-colon'],
  ['anterior resection', 'rectum'],
  ['right hemicolectomy', 'colon'],
]);
const OF_THE_BOWEL = /adeno|mucinous|signet|^carcinoma$/;

/** Other than what was cut out here today: a stage of the past, or where the operation is still to come. */
const NOT_OF_IT =
  /^(?:previous|prev|after|following|post|no|not|if|or|for|planned|listed|await|awaiting|offered|consider|discussed|declined|fit|unfit|metastatic|met|secondary)$/;

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
    if (NOT_OF_IT.test(word)) return null;
    const pair = `${tokens[i - 1]?.word ?? ''} ${word}`;
    const ofTwo = i > first ? OF_TWO_WORDS.get(pair) : undefined;
    const organ =
      ofTwo === undefined
        ? ORGANS.find(([words, , kinds]) => words.test(word) && kinds.test(morphology))?.[1]
        : OF_THE_BOWEL.test(morphology)
          ? ofTwo
          : undefined;
    if (organ === undefined) continue;
    if (found !== null && found.meaning.layer === 'site' && found.meaning.site !== organ) return null;
    const from = ofTwo === undefined ? i : i - 1;
    found = { from, to: i + 1, meaning: { layer: 'site', site: organ }, phrase: word, sentence };
  }
  return found;
}
