import type { Statement } from '../stage/reading.ts';

/**
 * A value on the line below its label, as forms are torn apart: `PS`, and `1` below it; `Stage:` above `IIIB`. Both are then one statement.
 * The line end stands for a colon, so that every offset stays.
 */
export function withLabelAbove(statement: Statement, letter: string): Statement {
  const { text, offset } = statement;
  if (text.length > LONGEST_VALUE || !VALUE.test(text)) return statement;
  const above = LABEL_LINE.exec(letter.slice(Math.max(0, offset - LONGEST_LABEL), offset));
  if (above === null) return statement;
  const { label, end } = above.groups!;
  return {
    ...statement,
    text: `${label}${end!.replace('\n', label!.endsWith(':') ? ' ' : ':')}${text}`,
    offset: offset - label!.length - end!.length,
  };
}

const LONGEST_VALUE = 20;
const LONGEST_LABEL = 45;
const VALUE =
  /^(?:\d(?:[ +/=-]{1,3}\d){0,2}\+?(?:\.\d{1,2}? ?mm)?|\d{1,2}\.\d{1,2} ?mm|I{1,3}[ABC]?\d?|IV[ABC]?|[1-4][ABCabc]\d?|[A-D]\d?|G[1-4X]|(?:well|moderate|poor)(?:ly)?(?: differentiated)?|(?:positive|negative|pos|neg|[+-]ve)\.?)$/i;
const LABEL_LINE =
  /(?:^|\n)[ \t]{0,8}(?<label>(?:(?:WHO |ECOG )?(?:PS|performance status)|ECOG|(?:FIGO |TNM |AJCC |overall |clinical |pathological |Dukes'? |tumour )?stage|(?:tumour |histological |Nottingham )?grade|differentiation|Gleason(?: score)?|grade group|ISUP(?: grade)?|ER|PR|PgR|HER2|Dukes'?|Breslow(?: thickness)?)(?: status)?:?)(?<end>[ \t]{0,2}\n[ \t]{0,8})$/i;
