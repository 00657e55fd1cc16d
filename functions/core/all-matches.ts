/**
 * Every match of a pattern with the flag `g`, as `String.matchAll` finds them. That one copies its pattern each time, which costs
 * more than the search in a text without a match, as most are.
 */
export function allMatches(text: string, pattern: RegExp): RegExpExecArray[] {
  const matches: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    matches.push(match);
    if (match[0] === '') pattern.lastIndex++;
  }
  return matches;
}
