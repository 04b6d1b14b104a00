/** Gives the browser a file to save. */
export function saveFile(name: string, file: Blob): void {
  const url = URL.createObjectURL(file);
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** The time as it stands in a file's name, of the first minutes of an ISO date or a clock's reading. */
export const fileTime = (at: string): string => at.slice(0, 16).replace(/[T ]/, '-').replace(':', '');
