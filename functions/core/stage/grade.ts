import { allMatches } from '../all-matches.ts';
import { isOfAKind } from './of-a-kind.ts';
import { arabic, readingAt, type StageReading, type Statement } from './reading.ts';
import { isOtherStage } from './traps.ts';

/** Grade and differentiation, where the statement is about a tumour. */
export function readGrade(statement: Statement): StageReading[] {
  const { text } = statement;
  if (!/gr|[hl]g\b|g[1-4d]|g [1-4]|diff|FNCLCC|Trojani|Fuhrman|Furhman|WHO/i.test(text)) return [];
  const numbers = numbersIn(statement);
  const words = allMatches(text, DIFFERENTIATION).map((match) =>
    readingAt(statement, match.index, match.index + match[0].length, 'grade', differentiation(match)),
  );
  return [...numbers, ...(numbers.length > 0 && !BLADDER.test(text) ? [] : heights(statement)), ...words];
}

/** Graded 1 to 3, and low or high (WHO 1973 and 2004). */
const BLADDER = /\b(?:TCC|bladder|urothelial|p?Ta)\b/;

const GRADE =
  /\b(?:Fu(?:hr|rh)man(?:['’]?s)?|nuclear|nucleolar)\s(?:nuclear\s)?(?:grade\s?)?(?:\(\w{4,8}\))?\s?[:=]?\s?(?:grade\s)?(?<of4>IV|III|II|I|[1-4])\s?(?:\/|of|out\sof)\s?(?:4|IV)(?![\w+%]|\.\d)|\b(?:(?:histologic(?:al)?|tumou?r|nuclear|overall|WHO|CNS\s+WHO|FIGO|FNCLCC|Fu(?:hr|rh)man|Trojani)\s+)?(?:grade|gr|gd)\s*(?:is|was|of|:|=|[-–](?=\s))?\s*(?:G|grade\s*)?(?<numeral>IV|III|II|I|[1-4]|(?:one|two|three)\b)(?<sub>[ab])?(?:(?:\s*[-–]\s*|(?<!\bfrom\sgrade\s\w{1,3})\sto\s)(?<to>IV|III|II|[2-4])|(?<=III)\s?\/\s?III|\s?\/\s?(?:3|(?<toRoman>IV|III|II)))?(?![\w+%]|\.\d|\s?\/\s?[45])|(?<![A-Za-z0-9])G\s?(?<g>[1-4])(?:[-–/](?<gTo>[2-4]))?(?![\w+%]|\.\d|\s*P\d)|\b(?:FNCLCC|Trojani|Fu(?:hr|rh)man)\s*(?:score\s*)?[:=]?\s*(?<named>[1-4])(?![\w+%]|\.\d)|\bWHO(?<=\b(?:astrocytoma|glio\w+|oligodendro\w+|ependymoma|meningioma|GBM)\b[^.;\n]{0,25}WHO)\s*[:=]?\s*(?<cns>IV|III|II|I|[1-4])(?![\w+%]|\.\d)/gi;
const TUMOUR =
  /\b(?:carcinomas?|adeno\w*|ca|cancers?|tumou?rs?|IDC|ILC|DCIS|NST|TNBC|ductal|lobular|endometri\w*|follicular|FL|sarcoma|\w*sarcoma|TCC|urothelial|gliom\w+|GBM|HGG|LGG|astrocytoma|oligo(?:dendro\w*)?|ependymoma|meningioma|glioblastoma|invasive|histolog\w*|diff\w*|[cpy]{0,2}T[0-4a]\w?|chondro\w*|NET|NEC|neuroendocrine|SCC|squamous|mm|pT\w*|biopsy|core|RCC|clear cell|papillary|serous|lymphoma|FIGO|FNCLCC|Trojani|Fu(?:hr|rh)man|ER|HER2|(?:WHO|overall)\s+grade|craniotomy|(?:up|down)graded)\b/i;
/** What the grammar of grades cannot do without. */
const MAY_HOLD_A_NUMBER = /\bgrade|\bg[rd](?![a-z])|G\s?[1-4]|FNCLCC|Trojani|Fu(?:hr|rh)man|WHO/i;
const SECTIONS: ReadonlySet<string> = new Set(['histology', 'staging', 'diagnosis']);

function numbersIn(statement: Statement): StageReading[] {
  const { text, section } = statement;
  const goesOn = GRADE_ALONE.test(text) && TUMOUR.test(statement.before);
  if (!MAY_HOLD_A_NUMBER.test(text) || (!SECTIONS.has(section) && !TUMOUR.test(text) && !goesOn)) return [];
  let toxic = TOXICITY.test(statement.before);
  return allMatches(text, GRADE).flatMap((match) => {
    const {
      numeral,
      sub,
      g,
      gTo,
      toRoman,
      to = gTo ?? toRoman,
      named,
      of4,
      cns,
    } = match.groups as Record<string, string | undefined>;
    const end = match.index + match[0].trimEnd().length;
    const before = text.slice(Math.max(0, match.index - 45), match.index);
    const other = isOtherStage(text, match.index, end);
    toxic ||= other;
    // Side effects come in lists: `Rash G1 G1 G1`, `GI G2 GU G1 Skin G1`.
    if (other) return [];
    if (g !== undefined && (toxic || TOXICITY.test(text.slice(0, match.index))) && !GRADED_TUMOUR.test(before))
      return [];
    if (NAMED_GRADE.test(before) || ELSEWHERE.test(before)) return [];
    if (/^\s*group/i.test(text.slice(end)) || isOfAKind(text, end)) return [];
    // `g 2` is a weight.
    if (g !== undefined && match[0][0] === 'g' && match[0].length > 2) return [];
    const lymphoma = sub !== undefined && /follicular|\bFL\b|lymphoma/i.test(text) ? sub.toUpperCase() : '';
    const value =
      arabic((numeral ?? g ?? named ?? of4 ?? cns)!) + lymphoma + (to === undefined ? '' : `-${arabic(to)}`);
    return [readingAt(statement, match.index, end, 'grade', value)];
  });
}

/** "Invasive ductal carcinoma. Grade 2." */
const GRADE_ALONE = /^\W*(?:grade\s*:?|G)\s*(?:[1-4]|I{1,3})\s*(?:$|[.,;(])/i;

const TOXICITY = /\b(?:toxicit\w*|tox\b|CTCAE|irAEs?|adverse|side effects)\b/i;
const GRADED_TUMOUR =
  /(?:carcinoma|cancer|tumour|IDC|ILC|NST|adenoca|ca|TCC|sarcoma|SCC|RCC|glio\w+|pT\w+)[\s,(]{1,3}$/i;

const NAMED_GRADE =
  /(?:Nottingham|B\s?&\s?R|SBR|Richardson|ISUP|Elston(?:-Ellis)?|CTCAE|toxicity|Gleason)[^.;]{0,25}$/i;
/** A place, a bus stop, a post. */
const ELSEWHERE = /\b(?:stop|gate|bay|room|floor|zone|level|block|ward|stand|desk)\s$/i;

/**
 * Grades that are high or low: said in a form, or beside a tumour whose type does not hold the word (`low grade
 * lymphoma` is a type; dysplasia is no tumour).
 */
function heights(statement: Statement): StageReading[] {
  const { text, section } = statement;
  return allMatches(text, HEIGHT).flatMap((match) => {
    const {
      after,
      short,
      how = short === undefined ? undefined : /h/i.test(short) ? 'high' : 'low',
    } = match.groups as Record<string, string | undefined>;
    const end = match.index + match[0].length;
    const [ahead, behind] = [text.slice(end, end + 40), text.slice(Math.max(0, match.index - 40), match.index)];
    if (/\brisk table\b/i.test(text) || NO_TUMOUR_GRADE.test(ahead) || NO_TUMOUR_GRADE.test(behind)) return [];
    const stands =
      after !== undefined
        ? /^\W*$/.test(behind) || SECTIONS.has(section) || TUMOUR.test(text)
        : short !== undefined ||
          GRADED_AHEAD.test(ahead) ||
          GRADED_BEHIND.test(behind) ||
          /^\)?\s?[cp]?T[a1]\b/.test(ahead);
    return stands ? [readingAt(statement, match.index, end, 'grade', (after ?? how)!.toLowerCase())] : [];
  });
}
const HEIGHT =
  /\bgrade\s*[:=–-]?\s*(?<after>high|low|intermediate)\b|\b(?<how>high|low|intermediate)[- ](?:nuclear[- ])?grade\b|\b(?<short>[HL])G(?:(?=\s?(?:[cp]?T[a1]|UC\b|TCC|urothelial|papillary|bladder|serous))|(?=[\s,;.)]|$)(?<=\b(?:TCC|UCC?|DCIS|p?Ta|pT1|G[1-3](?:[-/][1-3])?)[\s,]{1,2}[HL]G))/gi;
const NO_TUMOUR_GRADE =
  /dysplasia|dyskaryosis|lymphoma|B[- ]cell|glioma|intraepithelial|\b[PCVA]IN\b|SIL\b|neuroendocrine|stromal|fever|temperature|pyrexia/i;
const GRADED_AHEAD =
  /^[\s,]*(?:\w+\s){0,2}(?:carcinoma|adenoca\w*|cystadenocarcinoma|cancer|disease|serous|urothelial|TCC|transitional|papillary|\w*sarcoma|bladder|mucoepidermoid|DCIS|UC\b|ductal)\b/i;
const GRADED_BEHIND =
  /(?:\bpT\w+|\bTa|TCC|DCIS|urothelial\s\w+|\w*sarcoma|bladder (?:cancer|tumour))[^.;]{0,25}[\s(,]$/i;

const DIFFERENTIATION =
  /\b(?<how>moderately well|well|moderately|moderate|mod|poorly|poor)(?:\s*[-–]?\s*(?:to|[-/–])\s*[-–]?\s*(?<to>moderately|mod|poorly|well))?[\s-]*(?:diff(?:erentiated|\.)?)(?!\w)(?!\sliposarcoma)|\bdifferentiation\s*(?:is|:|-|–)?\s*(?<after>well|moderate|mod|poor)(?:ly)?\b|\b(?<noun>well|moderate|poor)(?:\sto\s(?<toNoun>moderate|poor))?\sdifferentiation\b|(?<!pleomorphic\s)\bundifferentiated\b(?!\s(?:pleomorphic\s)?(?:soft\stissue\s)?sarcoma|\sconnective|\sspondylo|\sarthritis)/gi;

function differentiation({ groups }: RegExpMatchArray): string {
  const how = (groups?.how ?? groups?.after ?? groups?.noun)?.toLowerCase();
  if (how === undefined) return 'undifferentiated';
  const full = how.startsWith('mod') ? 'moderately' : how.startsWith('poor') ? 'poorly' : 'well';
  const to = groups?.to ?? groups?.toNoun?.replace(/(?:ly)?$/, 'ly');
  return `${full}${to === undefined ? '' : ` to ${to.toLowerCase()}`} differentiated`;
}
