/**
 * Facts that say less than another about the same thing: a smoker whose cigarettes are counted, units of alcohol within or above the
 * limits, a screening test whose result is told. The general one adds nothing beside the specific one of the same time.
 */
const SAYS_MORE: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    // Smoker: by cigarettes a day, pipe, cigar.
    '77176002': '160603005 160604004 160605003 160606002 82302008 59978006',
    // Employed: full or part time, off sick.
    '224363007': '160903007 160904001 224459001',
    // Alcohol units consumed per week: within or above the limits.
    '1082641000000106': '160592001 160593006',
    // Cervical screening: results.
    '171149006':
      '269958004 888091000000108 888111000000103 880941000000101 887481000000104 887501000000108 887521000000104 887601000000107 700399008 700400001 168402006 268542002',
    // Mammography, screening for breast cancer: results, non-attendance.
    '71651007': '168749009 168750009 171175005 171176006 275981000000102',
    '24623002': '168749009 168750009 171175005 171176006 275981000000102',
    '268547008': '168749009 168750009 171175005 171176006 275981000000102 12275351000119103',
    // Bowel cancer screening programme: results, non-attendance.
    '286901000000107': '1101361000000103 1101371000000105 375211000000108 375241000000109 294261000000108',
    // English, spoken as well as the first language.
    '315570003':
      '315566006 315567002 315568007 315571004 315575008 315578005 315579002 315580004 315581000 315582007 315583002 315584008 315586005 315587001 315588006 395108007 407642001 407648002 407652002 407657008 407659006 408532009 698678003 idea:main-language-amharic idea:main-language-bulgarian idea:main-language-chinese idea:main-language-dari idea:main-language-gujarati idea:main-language-hungarian idea:main-language-kurdish idea:main-language-lithuanian idea:main-language-nepali idea:main-language-pashto idea:main-language-tigrinya idea:main-language-vietnamese idea:main-language-yoruba',
    // Fast track cancer referral: by kind.
    '199251000000107':
      '1556551000000104 276281000000104 276311000000101 276341000000100 276371000000106 276401000000108 276431000000102 276461000000107 276491000000101 276521000000103 276551000000108 276581000000102 280521000000108 892201000000106',
  }).map(([general, specific]) => [general, new Set(specific.split(' '))]),
);

/** Whether one of the letter's other facts says all that `target` says, and more. */
export function isSaidMoreExactly(target: string, others: ReadonlySet<string>): boolean {
  const specific = SAYS_MORE.get(target);
  if (specific === undefined) return false;
  for (const one of specific) if (others.has(one)) return true;
  return false;
}
