/** Cells as one row, each in quotes, so that no text of somebody else's ends its cell. Without a line end. */
export const writeCsvRow = (cells: readonly string[], delimiter: string): string =>
  cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter);
