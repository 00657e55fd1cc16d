/** natural ships types for its root alone, and its root loads database drivers: only this leaf file is imported. */
declare module 'natural/lib/natural/distance/levenshtein_distance.js' {
  export function DamerauLevenshteinDistance(
    source: string,
    target: string,
    options?: { readonly restricted?: boolean },
  ): number;
}
