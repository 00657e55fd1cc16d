const HOUR = 3_600_000;

/** How long ago: `less than an hour`, `5 hours`, `1 day`, `12 days`. */
export function ageInWords(at: string, now: number): string {
  const hours = Math.floor((now - Date.parse(at)) / HOUR);
  if (hours < 1) return 'less than an hour';
  return hours < 24 ? counted(hours, 'hour') : counted(Math.floor(hours / 24), 'day');
}

/** `1 letter`, `3 letters` */
export function counted(count: number, thing: string): string {
  return `${count.toLocaleString('en-GB')} ${thing}${count === 1 ? '' : 's'}`;
}
